#pragma once

#include "tests/support/patience.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <memory>

namespace tests {

/// A practice world of its own in a `postern-cli practice serve`, on free ports, that is gone with this. A
/// second is a minute of chain time.
class PracticeServer {
public:
    /// Nothing when it does not come up within a minute.
    static std::unique_ptr<PracticeServer> start(const QString& program, const QString& generation)
    {
        std::unique_ptr<PracticeServer> server(new PracticeServer);
        // In the past, so that the clocks of other programs never say that the world is behind them.
        const qint64 genesis = QDateTime::currentSecsSinceEpoch() - 90 * 86'400;
        server->m_process.start(
            program, {QStringLiteral("practice"), QStringLiteral("serve"), QStringLiteral("--port"),
                         QStringLiteral("0"), QStringLiteral("--generation"), generation,
                         QStringLiteral("--speed"), QStringLiteral("60"), QStringLiteral("--genesis-time"),
                         QString::number(genesis), QStringLiteral("--json")});
        return server->waitForWorld() ? std::move(server) : nullptr;
    }
    PracticeServer(const PracticeServer&) = delete;
    PracticeServer& operator=(const PracticeServer&) = delete;
    ~PracticeServer()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10'000)) m_process.kill();
        m_process.waitForFinished();
    }

    /// What it printed: addresses, accounts, tokens.
    const QJsonObject& world() const { return m_world; }
    QByteArray printed() const { return QJsonDocument(m_world).toJson(QJsonDocument::Compact); }
    QString url(const char* name) const { return m_world[QLatin1String(name)].toString(); }
    QString contract(const char* name) const
    {
        return m_world[QStringLiteral("contracts")].toObject()[QLatin1String(name)].toString();
    }
    QString key(int account) const { return accountField(account, "privateKey"); }
    QString address(int account) const { return accountField(account, "address"); }
    /// The first token with this many decimals that is on both chains.
    QJsonObject token(int decimals) const
    {
        for (const QJsonValue& token : m_world[QStringLiteral("tokens")].toArray())
            if (token[QStringLiteral("decimals")].toInt() == decimals &&
                token[QStringLiteral("l2")].isString())
                return token.toObject();
        return {};
    }

private:
    PracticeServer() = default;

    bool waitForWorld()
    {
        QByteArray text;
        while (m_process.waitForReadyRead(tests::kPatience)) {
            text += m_process.readAllStandardOutput();
            const QJsonDocument document = QJsonDocument::fromJson(text);
            if (!document.isObject()) continue;
            m_world = document.object();
            return true;
        }
        qWarning() << m_process.readAllStandardError();
        return false;
    }
    QString accountField(int account, const char* name) const
    {
        return m_world[QStringLiteral("accounts")]
            .toArray()[account]
            .toObject()[QLatin1String(name)]
            .toString();
    }

    QProcess m_process;
    QJsonObject m_world;
};

} // namespace tests
