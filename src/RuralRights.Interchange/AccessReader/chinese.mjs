// Databases of Access 97 hold texts in the code page of the machine that made them. mdb-reader takes that for windows-1252;
// on the machines that make survey deliveries it is GBK.
const gb18030 = new TextDecoder("gb18030");

export const decodeWindows1252 = (bytes) => gb18030.decode(bytes);
