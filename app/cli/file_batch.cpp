#include "app/cli/file_batch.h"

#include "app/cli/testformat/verdict.h"

namespace cli {

Given<std::vector<std::filesystem::path>> filesOf(const Arguments& arguments)
{
    if (arguments.positional().empty()) return wrongUse("which files?");
    std::vector<std::filesystem::path> files;
    for (const std::string& path : arguments.positional()) {
        if (!std::filesystem::exists(path))
            return std::unexpected(base::Error{base::Fault::Storage, path + " does not exist"});
        for (auto& file : testformat::jsonFilesAt(path))
            if (file.filename() != "index.json") files.push_back(std::move(file));
    }
    return files;
}

std::string fixed(double value, int digits)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

double megaGasPerSecond(std::uint64_t gas, double seconds)
{
    constexpr double kMega = 1e6;
    return seconds > 0 ? static_cast<double>(gas) / seconds / kMega : 0;
}

void printList(const char* name, nlohmann::json list, std::uint64_t failed)
{
    if (list.size() == 1) return printJson(list.front());
    const std::size_t all = list.size();
    printJson({{name, std::move(list)}, {"matching", all - failed}, {"failed", failed}});
}

} // namespace cli
