# cmake -DOUT=file -DFILES=name=path,… -P embed_files.cmake: a C++ file with the bytes of each file.
string(REPLACE "," ";" files "${FILES}")
set(arrays "")
set(views "")
foreach(entry IN LISTS files)
  string(REGEX MATCH "^([A-Za-z0-9]+)=(.*)$" _ "${entry}")
  set(name ${CMAKE_MATCH_1})
  file(READ ${CMAKE_MATCH_2} hex HEX)
  if(hex STREQUAL "")
    string(APPEND views "constinit const base::ByteView ${name};\n")
    continue()
  endif()
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND arrays "constexpr std::uint8_t ${name}Bytes[] = {${bytes}};\n")
  string(APPEND views "constinit const base::ByteView ${name}(${name}Bytes);\n")
endforeach()
file(WRITE ${OUT} "#include \"core/practice/contracts/embedded_files.h\"

namespace practice::embedded {
namespace {

${arrays}
} // namespace

${views}
} // namespace practice::embedded
")
