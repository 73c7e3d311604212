// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.board.DeployEmitter;
import dev.bnn.emit.board.JavaPrograms;
import dev.bnn.emit.hls.HlsEmitter;
import dev.bnn.model.target.Board;
import dev.bnn.model.target.Target;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that would end a literal, a comment or a line, or be executed, in every place of the generated files where a user's text
 * can stand: the compilers accept the files, programs return the texts unchanged, and nothing is executed.
 */
class HostileTextsTest {
    private static final List<String> TEXTS = List.of(
            "\"; system(\"touch pwned\"); //",
            "*/ int pwned; /*",
            "// \\",
            "what??/",
            "??/\n\"; ???????",
            "a\nexec touch pwned\n#",
            "a\r\nb\tc",
            "$[exec touch pwned] ${x} `touch pwned` $(touch pwned)",
            "[puts pwned] [exec touch pwned]",
            "}; exec touch pwned; {",
            "\"\"\"\nimport os\nos.system('touch pwned')\n\"\"\"",
            "\\u000a static { pwned(); } //",
            "\\\\u0022 \\\" \\",
            "#{} %s %n %d {0} [=d.top] [#if] ${d}",
            "</script><script>alert(1)</script><!-- -->",
            "\u202eabc\u200f\u2066\u2028\u2029",
            "gr\u00fcn \u65e5\u672c \ud83d\ude00 \u00ff1",
            "nul\0 \u0007\u001b[31m\u007f\u0085",
            "long ".repeat(200),
            "'",
            "\\",
            "-Wl,-x");

    @TempDir
    private Path folder;

    private Path hls;
    private Path deploy;

    @BeforeEach
    void emit() throws IOException {
        hls = folder.resolve("hls");
        deploy = folder.resolve("deploy");
        emit(String.join(" ", TEXTS), TEXTS, String.join(" ", TEXTS), folder);
    }

    /** Emits a project with one text in every place except the classes. */
    private static void emit(String text, List<String> classes, String part, Path folder) throws IOException {
        Target target = new Target(
                text,
                Designs.LOADABLE.span(),
                new Board(text, List.of(text, "*:" + text)),
                "xc7z" + part,
                100,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                true,
                0,
                Designs.LOADABLE.tool());
        Design made = Designs.wide(classes.size(), target).design();
        Dataflow flow = made.flow();
        Design design = new Design(
                new Dataflow(flow.network(), flow.input(), classes, flow.units()),
                target,
                text + ".bnn",
                made.images(),
                made.scores());
        HlsEmitter.emit(design, folder.resolve("hls"));
        DeployEmitter.emit(design, folder.resolve("deploy"));
    }

    @ParameterizedTest
    @CsvSource({
        "gcc, -std=c99 -trigraphs",
        "gcc, -std=c11",
        "clang, -std=c99 -trigraphs",
        "g++, -std=c++11 -trigraphs",
        "g++, -std=c++14",
        "g++, -std=c++17 -trigraphs",
        "g++, -std=c++20",
        "clang++, -std=c++11",
        "clang++, -std=c++20 -trigraphs",
    })
    void cReadsTheNamesOfClasses(String compiler, String standard) throws IOException {
        Path program = folder.resolve("names");
        Path source = Files.writeString(folder.resolve(compiler.endsWith("++") ? "names.cpp" : "names.c"), """
                #include <stdint.h>
                #include <stdio.h>
                #include "bnn_network.h"
                #include "bnn_selftest.h"
                int main(void) {
                    for (unsigned c = 0; c < BNN_CLASSES; c++) {
                        for (const char *p = BNN_CLASS_NAMES[c]; *p; p++) printf("%02x", (unsigned char)*p);
                        printf("\\n");
                    }
                    return (int)sizeof BNN_SELFTEST_IMAGE + (int)sizeof BNN_SELFTEST_ANSWERS == 0;
                }
                """);
        compile(compiler, standard + " -Wall -Wextra -Wpedantic -Werror", "-I" + deploy, source, program);
        // A string of C ends at its NUL.
        assertThat(run(program.toString()))
                .isEqualTo(TEXTS.stream()
                        .map(text -> hex(text.replaceFirst("(?s)\0.*", "").getBytes(StandardCharsets.UTF_8)))
                        .toList());
        nothingWasExecuted();
    }

    @ParameterizedTest
    @CsvSource({"gcc, -std=c99 -trigraphs", "clang, -std=c99"})
    void theCDriversCompile(String compiler, String standard) throws IOException {
        for (String program : List.of("bnn_linux.c", "bnn_driver.c")) {
            compile(
                    compiler,
                    standard + " -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -c",
                    "-I" + deploy,
                    deploy.resolve(program),
                    folder.resolve(program + ".o"));
        }
        compile(compiler, "-c", "-I" + deploy, deploy.resolve("bnn_parameters.S"), folder.resolve("parameters.o"));
        nothingWasExecuted();
    }

    @ParameterizedTest
    @CsvSource({"g++, -std=c++14 -trigraphs", "clang++, -std=c++14"})
    void theDesignCompilesAndGivesTheExpectedBits(String compiler, String standard) throws IOException {
        Path program = folder.resolve("testbench");
        assumeTrue(Programs.find(compiler).isPresent(), "there is no " + compiler);
        List<String> words = new ArrayList<>(List.of(compiler));
        words.addAll(List.of((standard + " -Wall -Wcomment -Wtrigraphs -Werror=comment -Isrc -Isim").split(" ")));
        try (Stream<Path> sources = Files.list(hls.resolve("src"))) {
            sources.filter(file -> file.toString().endsWith(".cpp")).forEach(file -> words.add(file.toString()));
        }
        words.addAll(List.of("tb/testbench.cpp", "-o", program.toString()));
        List<String> said = new ArrayList<>();
        assertThat(new Command(words, hls, Map.of()).run(said::add))
                .as("%s", said)
                .isZero();
        assertThat(new Command(List.of(program.toString()), hls.resolve("tb"), Map.of()).run(said::add))
                .as("%s", said)
                .isZero();
        nothingWasExecuted();
    }

    @Test
    void javaReadsTheNamesOfClasses() throws IOException {
        Path probe = Files.writeString(folder.resolve("Probe.java"), """
                public class Probe {
                    public static void main(String[] arguments) {
                        for (String name : BnnDriver.NAMES) {
                            StringBuilder hex = new StringBuilder();
                            name.chars().forEach(c -> hex.append(String.format("%04x", c)));
                            System.out.println(hex);
                        }
                    }
                }
                """);
        String bin = Path.of(System.getProperty("java.home"), "bin").toString();
        // javac reads its sources in the charset of the locale.
        Map<String, String> plain = Map.of("LC_ALL", "C");
        List<String> said = new ArrayList<>();
        String driver = deploy.resolve("BnnDriver.java").toString();
        List<String> javac =
                List.of(bin + "/javac", "-encoding", "US-ASCII", "-d", "classes", driver, probe.toString());
        assertThat(new Command(javac, folder, plain).run(said::add))
                .as("%s", said)
                .isZero();
        assertThat(run(bin + "/java", "-cp", folder.resolve("classes").toString(), "Probe"))
                .isEqualTo(TEXTS.stream()
                        .map(text -> hex(text.getBytes(StandardCharsets.UTF_16BE)))
                        .toList());
        nothingWasExecuted();
    }

    @Test
    void jsonGivesTheNamesBack() throws IOException {
        JsonNode facts =
                new ObjectMapper().readTree(deploy.resolve("network.json").toFile());
        assertThat(StreamSupport.stream(facts.get("classes").spliterator(), false)
                        .map(JsonNode::asText))
                .isEqualTo(TEXTS);
    }

    @Test
    void pythonReadsTheNamesAndTheDriver() throws IOException {
        assumeTrue(Programs.find("python3").isPresent(), "there is no python3");
        String script = "import json, sys, py_compile; py_compile.compile(sys.argv[1] + '/bnn_pynq.py', doraise=True);"
                + " [print(c.encode().hex()) for c in json.load(open(sys.argv[1] + '/network.json'))['classes']]";
        assertThat(run("python3", "-B", "-c", script, deploy.toString()))
                .isEqualTo(TEXTS.stream()
                        .map(text -> hex(text.getBytes(StandardCharsets.UTF_8)))
                        .toList());
        nothingWasExecuted();
    }

    @Test
    void tclReadsTheSettings() throws IOException {
        assumeTrue(Programs.find("tclsh").isPresent(), "there is no tclsh");
        Path script = Files.writeString(folder.resolve("read.tcl"), """
                source [lindex $argv 0]
                proc show {text} {
                    set hex {}
                    foreach letter [split $text {}] { append hex [format %04x [scan $letter %c]] }
                    puts $hex
                }
                show $bnn(part)
                show $bnn(board)
                foreach pattern $bnn(board_files) { show $pattern }
                """);
        for (String text : TEXTS) {
            emit(text, TEXTS, text, folder);
            List<String> expected = Stream.of("xc7z" + text, text, text, "*:" + text)
                    .map(t -> t.codePoints()
                            .mapToObj(point -> String.format("%04x", point))
                            .collect(Collectors.joining()))
                    .toList();
            assertThat(run(
                            "tclsh",
                            script.toString(),
                            hls.resolve("settings.tcl").toString()))
                    .as(text)
                    .isEqualTo(expected);
        }
        nothingWasExecuted();
    }

    /** Text that no program reads stays within its line as well. */
    @Test
    void filesHaveTheLinesOfHarmlessOnes() throws IOException {
        Path other = folder.resolve("harmless");
        emit("plain", TEXTS.stream().map(text -> "class").toList(), "020", other);
        for (String place : List.of("hls", "deploy")) {
            try (Stream<Path> files = Files.walk(folder.resolve(place))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".bin")) {
                        continue;
                    }
                    Path harmless = other.resolve(folder.relativize(file).toString());
                    List<String> lines = Files.readAllLines(file);
                    assertThat(lines).as("%s", file).hasSameSizeAs(Files.readAllLines(harmless));
                    if (!name.endsWith(".md")) {
                        assertThat(lines).as("%s", file).allMatch(line -> line.matches("[ -~]*"));
                    }
                }
            }
        }
        assertThat(deploy.resolve("README.md"))
                .content()
                .doesNotContainPattern("(?<!\\\\)[<\\[]script|[\u202e\u2028\0]");
    }

    /** A Java method has room for eight thousand names, and a C99 literal for four thousand bytes. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_001, 10_000})
    void manyClassesCompile(int count) throws IOException {
        Design made = Designs.wide(count, Designs.TARGET).design();
        DeployEmitter.emit(made, deploy);
        new JavaPrograms(deploy).compile();
        compile(
                "gcc",
                "-std=c99 -Wall -Wextra -Wpedantic -Werror -c",
                "-I" + deploy,
                deploy.resolve("bnn_driver.c"),
                folder.resolve("driver.o"));
    }

    private void compile(String compiler, String options, String include, Path source, Path program)
            throws IOException {
        assumeTrue(Programs.find(compiler).isPresent(), "there is no " + compiler);
        List<String> words = new ArrayList<>(List.of(compiler));
        words.addAll(List.of(options.split(" ")));
        words.addAll(List.of(include, source.toString(), "-o", program.toString()));
        List<String> said = new ArrayList<>();
        assertThat(new Command(words, folder, Map.of()).run(said::add))
                .as("%s", said)
                .isZero();
        assertThat(said).isEmpty();
    }

    private List<String> run(String... words) throws IOException {
        List<String> lines = new ArrayList<>();
        assertThat(new Command(List.of(words), folder, Map.of()).run(lines::add))
                .as("%s", lines)
                .isZero();
        return lines;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void nothingWasExecuted() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().contains("pwned")))
                    .isEmpty();
        }
    }
}
