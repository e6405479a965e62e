# Turns the trusted setup's text (two counts, then one point in hex a line) into a C array of its first 4096 points.
file(STRINGS ${INPUT} lines)
list(SUBLIST lines 2 4096 points)
list(JOIN points "" hex)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE ${OUTPUT} "const unsigned char kKzgLagrangePoints[4096 * 48] = {${bytes}};\n")
