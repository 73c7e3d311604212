def log = new File(basedir, 'build.log').text
// A plain assert would print the whole log twice.
def expect = { String text ->
    if (!log.contains(text)) {
        throw new AssertionError((Object) "build.log does not say: $text")
    }
}

def slurper = new groovy.json.JsonSlurper()
def trained = slurper.parse(new File(basedir, 'target/bnn/tiny/metrics.json'))
def fresh = slurper.parse(new File(basedir, 'target/fresh/tiny/metrics.json'))
if (trained.evaluate.top1 != fresh.evaluate.top1 || trained.evaluate.by_class != fresh.evaluate.by_class) {
    throw new AssertionError((Object) "packed parameters score otherwise: $trained.evaluate, $fresh.evaluate")
}
if (fresh.containsKey('train') || new File(basedir, 'target/fresh/tiny/tiny.npz').exists()) {
    throw new AssertionError((Object) 'the second build trained')
}
def packed = new File(basedir, 'src/main/bnn/tiny.pretrained.npz')
def float32 = new File(basedir, 'target/bnn/tiny/tiny.npz')
if (packed.length() * 4 > float32.length()) {
    throw new AssertionError((Object) "packed: ${packed.length()} bytes of ${float32.length()}")
}
expect "tiny: packed into $packed"
expect 'tiny: pretrained parameters of tiny.pretrained.npz (test top-1 '
if (!new File(basedir, 'target/fresh/tiny/report.html').text.contains('best_epoch')) {
    throw new AssertionError((Object) 'the report does not say where the parameters come from')
}
