def log = new File(basedir, 'build.log').text
// A plain assert would print the whole log twice.
def expect = { String text ->
    if (!log.contains(text)) {
        throw new AssertionError((Object) "build.log does not say: $text")
    }
}
def refuse = { String text ->
    if (log.contains(text)) {
        throw new AssertionError((Object) "build.log says: $text")
    }
}

expect 'train-images-idx3-ubyte.gz is cut short: 6000 bytes are not a whole file'
expect 'Delete the file and fetch it again.'
refuse '\tat '
