// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests the plugin in an Eclipse workbench, on an in-memory display. A test bundle works there as a user does; this class asserts
 * what the bundle saw. Pictures are in target/workbench.
 */
class WorkbenchTest {
    private static final Path WORK = Path.of("target", "workbench").toAbsolutePath();
    private static final int MINUTES = 20;

    private static Map<String, String> seen;

    @BeforeAll
    static void run() throws Exception {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the platform's bundles here are those of Linux on x86-64");
        Optional<Path> xvfb = Xvfb.program();
        assumeTrue(xvfb.isPresent(), "there is no Xvfb (Debian: apt install xvfb libgtk-3-0)");
        assumeTrue(hasGtk(), "there is no libgtk-3.so.0 (Debian: apt install libgtk-3-0)");
        delete(WORK);
        Files.createDirectories(WORK);
        Installation installation =
                Installation.of(Path.of("target", "platform"), List.of(plugin(), probe()), WORK.resolve("eclipse"));
        try (Xvfb display = Xvfb.start(xvfb.get())) {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            ProcessBuilder builder = new ProcessBuilder(installation.command(java, WORK.resolve("workspace"), WORK))
                    .directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(WORK.resolve("log.txt").toFile());
            builder.environment().put("DISPLAY", display.display());
            builder.environment().put("GDK_BACKEND", "x11");
            Process workbench = builder.start();
            if (!workbench.waitFor(MINUTES, TimeUnit.MINUTES)) {
                workbench.destroyForcibly();
            }
        }
        seen = new LinkedHashMap<>();
        Path notes = WORK.resolve("seen.txt");
        assertThat(notes).as("see log.txt beside it").exists();
        for (String line : Files.readAllLines(notes)) {
            seen.put(line.replaceFirst(" .*", ""), line.replaceFirst("^\\S+ ?", ""));
        }
        assertThat(seen).as("%s", Files.readString(notes)).containsKey("done").doesNotContainKey("failed");
    }

    private static boolean hasGtk() {
        return Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib", "/lib64")
                .anyMatch(folder -> Files.exists(Path.of(folder, "libgtk-3.so.0")));
    }

    @Test
    void theWizardWritesTheProjectAndRefusesAName() {
        assertThat(seen.get("wizardRefuses")).isEqualTo("true");
        assertThat(seen.get("files"))
                .isEqualTo(".gitignore README.md pom.xml data/README.md src/main/bnn/my_digits.bnn");
    }

    @Test
    void theGenericEditorOpensAModelInColor() {
        assertThat(seen.get("contentType")).isEqualTo("dev.bnn.eclipse.model");
        assertThat(seen.get("editor")).isEqualTo("org.eclipse.ui.genericeditor.GenericEditor");
        assertThat(Integer.parseInt(seen.get("colors"))).isGreaterThan(5);
    }

    @Test
    void sectionsFoldAndAreInTheOutline() {
        assertThat(seen.get("folds")).isEqualTo("2");
        assertThat(seen.get("outline")).contains("my_digits", "conv3", "layers", "maxpool", "train", "pynq-z1");
    }

    @Test
    void aSlipIsUnderlinedWhereItIsAndAFixMendsIt() {
        assertThat(seen.get("cleanFindings")).isEmpty();
        assertThat(seen.get("finding")).contains("conv has no option `kernal`").contains("[BNN201]");
        assertThat(seen.get("fixes")).isEqualTo("Replace with `kernel`");
        assertThat(seen.get("mended")).isEqualTo("kernel 3");
    }

    @Test
    void aHoverSaysWhatALayerIs() {
        assertThat(seen.get("hover")).contains("maxpool1", "16 x 13 x 13");
    }

    @Test
    void completionKnowsTheWordsOfThePlace() {
        assertThat(seen.get("completed")).contains("maxpool  -  maxpool K", "maxpool global");
        assertThat(seen.get("proposals")).contains("augment", "patience").doesNotContain("maxpool");
    }

    @Test
    void aCommandFormats() {
        assertThat(seen.get("formatted")).isEqualTo("true");
        assertThat(seen.get("saved")).isEqualTo("true");
    }

    @Test
    void aBlockIsRenamedWhereItIsDeclaredAndUsed() {
        assertThat(seen.get("renamed")).isEqualTo("3 false");
    }

    @Test
    void runAsOffersTheGoals() {
        assertThat(seen.get("launches")).isEqualTo("bnn Train | bnn Synthesize | bnn Report");
    }

    /** The plugin as it is packaged: the classes, with the manifest that bnd wrote. */
    private static Path plugin() throws IOException {
        Path classes = Path.of("target", "classes");
        Manifest manifest;
        try (var in = Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        return jar(WORK.resolve("dev.bnn.eclipse.jar"), manifest, classes);
    }

    private static Path probe() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "dev.bnn.eclipse.probe;singleton:=true");
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue(
                "Require-Bundle",
                "dev.bnn.eclipse,org.eclipse.core.runtime,org.eclipse.core.resources,org.eclipse.ui,org.eclipse.ui.ide,"
                        + "org.eclipse.ui.editors,org.eclipse.ui.workbench.texteditor,org.eclipse.jface.text");
        Path stage = WORK.resolve("probe");
        Path packageFolder = Path.of("dev", "bnn", "eclipse", "probe");
        Files.createDirectories(stage.resolve(packageFolder));
        Files.copy(Path.of("src", "test", "probe", "plugin.xml"), stage.resolve("plugin.xml"));
        try (Stream<Path> files = Files.list(Path.of("target", "test-classes").resolve(packageFolder))) {
            for (Path file : files.toList()) {
                Files.copy(file, stage.resolve(packageFolder).resolve(file.getFileName()));
            }
        }
        return jar(WORK.resolve("dev.bnn.eclipse.probe.jar"), manifest, stage);
    }

    private static Path jar(Path jar, Manifest manifest, Path root) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    entries.putNextEntry(new JarEntry(name));
                    Files.copy(file, entries);
                }
            }
        }
        return jar;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
