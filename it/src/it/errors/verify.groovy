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

def source = new File(basedir, 'src/main/bnn/broken.bnn').path
expect "$source:7:10: error: "
expect '  conv 8 kernal 3 weights bipolar'
refuse '\tat '
