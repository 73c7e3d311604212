def log = new File(basedir, 'build.log').text
// A plain assert would print the whole log twice.
def expect = { String text ->
    if (!log.contains(text)) {
        throw new AssertionError((Object) "build.log does not say: $text")
    }
}

['tiny.onnx', 'tiny.qonnx.onnx'].each {
    if (!new File(basedir, "target/bnn/tiny/export/$it").exists()) {
        throw new AssertionError((Object) "$it is missing")
    }
}
expect 'tiny: export is up to date'
def text = new File(basedir, 'src/main/bnn/back.bnn').text
if (!text.contains('network back "Imported from bnn"') || !text.contains('scaled -1 .. 1')) {
    throw new AssertionError((Object) "the imported model: $text")
}
def slurper = new groovy.json.JsonSlurper()
def before = slurper.parse(new File(basedir, 'target/bnn/tiny/metrics.json'))
def after = slurper.parse(new File(basedir, 'target/bnn/back/metrics.json'))
if (before.evaluate.top1 != after.evaluate.top1 || before.evaluate.by_class != after.evaluate.by_class) {
    throw new AssertionError((Object) "it scores otherwise: $before.evaluate, $after.evaluate")
}
if (before.export.onnx_bytes < 1000 || !new File(basedir, 'target/bnn/back/back.bnnc').exists()) {
    throw new AssertionError((Object) 'no export, or no synthesis')
}
