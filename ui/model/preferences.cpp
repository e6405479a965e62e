#include "ui/model/preferences.h"

#include "core/base/file.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace ui {

namespace {
constexpr std::uint64_t kFileLimit = 64 * 1024;

std::filesystem::path fileIn(const std::filesystem::path& folder)
{
    return folder / "window.json";
}

std::optional<std::string> textOf(const QJsonObject& object, const QString& name)
{
    const QJsonValue value = object.value(name);
    return value.isString() ? std::optional(value.toString().toStdString()) : std::nullopt;
}

void put(QJsonObject& object, const QString& name, const std::optional<std::string>& text)
{
    if (text) object.insert(name, QString::fromStdString(*text));
}
} // namespace

base::Result<session::Settings> loadPreferences(const std::filesystem::path& folder)
{
    session::Settings settings;
    settings.folder = folder;
    if (!TRY(base::isThere(fileIn(folder)))) return settings;
    const base::Bytes bytes = TRY(base::readFile(fileIn(folder), kFileLimit));
    const QJsonDocument document = QJsonDocument::fromJson(
        QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
    if (!document.isObject())
        return base::fail(base::Fault::BadData, "window.json in the data folder is damaged");
    const QJsonObject object = document.object();
    settings.network = textOf(object, QStringLiteral("network")).value_or(settings.network);
    settings.l1Url = textOf(object, QStringLiteral("l1Url"));
    settings.l2Url = textOf(object, QStringLiteral("l2Url"));
    return settings;
}

base::Result<void> savePreferences(const session::Settings& settings)
{
    auto made = base::makePrivateFolder(settings.folder);
    if (!made) return made;
    QJsonObject object{{QStringLiteral("network"), QString::fromStdString(settings.network)}};
    put(object, QStringLiteral("l1Url"), settings.l1Url);
    put(object, QStringLiteral("l2Url"), settings.l2Url);
    const QByteArray json = QJsonDocument(object).toJson();
    return base::writeFileAtomically(
        fileIn(settings.folder), base::asBytes({json.constData(), static_cast<std::size_t>(json.size())}));
}

} // namespace ui
