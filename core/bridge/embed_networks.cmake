# cmake -DOUT=file -DFILES=a,b -P embed_networks.cmake: a C++ file with the bytes of each file.
string(REPLACE "," ";" files "${FILES}")
set(arrays "")
set(views "")
set(index 0)
foreach(file IN LISTS files)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND arrays "constexpr char kFile${index}[] = {${bytes}};\n")
  string(APPEND views "    std::string_view(kFile${index}, sizeof kFile${index}),\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUT} "#include \"core/bridge/embedded_networks.h\"

namespace bridge {
namespace {

${arrays}
constexpr std::string_view kFiles[] = {
${views}};

} // namespace

constinit const std::span<const std::string_view> kEmbeddedNetworks(kFiles);

} // namespace bridge
")
