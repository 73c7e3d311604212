def log = new File(basedir, 'build.log').text
def expect = { boolean right, String what ->
    if (!right) {
        throw new AssertionError((Object) what)
    }
}
expect log.contains("${File.separator}my-digits is already there, and nothing in it is overwritten"), 'the second bnn:new is not refused'

def made = new File(basedir, 'my-digits')
def generated = new File(basedir, 'generated/my.digits')
['my_digits.bnnc', 'hls'].each {
    expect new File(made, "target/bnn/my_digits/$it").exists(), "$it is missing in $made"
}
[made, generated].each { project ->
    def folder = new File(project, 'target/bnn/my_digits')
    ['my_digits.npz', 'metrics.json'].each {
        expect new File(folder, it).exists(), "$it is missing in $folder"
    }
    expect new File(project, 'target').list().any { it.endsWith('.jar') }, "$project has no jar"
}

// The same files but for the names of the project.
['.gitignore', 'README.md', 'pom.xml', 'data/README.md', 'src/main/bnn/my_digits.bnn'].each { path ->
    def ours = new File(made, path).getText('UTF-8')
    def theirs = new File(generated, path).getText('UTF-8').replace('\r\n', '\n')
            .replace('my.digits', 'my-digits').replace('org.acme', 'com.example')
    expect ours == theirs, "$path differs between bnn:new and the archetype"
}
return true
