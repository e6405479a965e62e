#pragma once

#include <QString>

#include <string_view>

namespace ui {

/// Foreign text (a node's words, a file's name, an error's detail) made fit to be shown as plain text:
/// control, bidirectional and invisible characters are shown as ⟨U+202E⟩, broken UTF-8 as ⟨?⟩, line ends as
/// spaces, and what goes beyond `limit` characters is cut with an ellipsis. Labels that show it must also be
/// Qt::PlainText.
QString visible(QStringView foreign, qsizetype limit = 400);
QString visible(std::string_view utf8, qsizetype limit = 400);

/// UTF-8 of ours, as it is.
QString fromUtf8(std::string_view utf8);

} // namespace ui
