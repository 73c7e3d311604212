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
expect "[ERROR] $source:7:10: error: conv has no option `kernal` [BNN201]"
expect """
      conv 8 kernal 3 weights bipolar
             ^~~~~~
hint: did you mean `kernel`?
"""
expect "[ERROR] $source:10:3: error: the network has 11 outputs, but 10 classes [BNN210]"
expect 'broken.bnn has 2 errors, shown above.'
refuse '\tat '
