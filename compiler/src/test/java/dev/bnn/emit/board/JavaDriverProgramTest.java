// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.testing.Designs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The driver in Java as a separate program, and its access to devices, on the Java that runs the tests. */
class JavaDriverProgramTest {
    private static final List<String> OPTIONS =
            List.of("--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED");
    private static final String PROBE = """
            public class Probe {
                public static void main(String[] arguments) throws Exception {
                    BnnDriver.Registers registers = BnnDriver.registers(arguments[0]);
                    System.out.println(registers.read(0xffc));
                    registers.write(8, 0x12345678);
                    System.out.println(Integer.toHexString(registers.read(8)));
                }
            }
            """;

    @TempDir
    private Path folder;

    private JavaPrograms programs;

    @BeforeEach
    void emit() throws Exception {
        programs = new JavaPrograms(folder);
        DeployEmitter.emit(Designs.random(5).design(), folder);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(run(List.of())).singleElement().asString().startsWith("usage: BnnDriver.java DMA NETWORK");
        assertThat(run(List.of(), "/dev/no-uio", "/dev/no-uio", "a", "b"))
                .containsExactly("bnn_random5: cannot open /dev/no-uio: is it there, and may you write to it?");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the driver maps devices of Linux")
    void mapsADevice() throws Exception {
        assertThat(run(OPTIONS, "/dev/zero", "/dev/zero@0x1000", "a", "b"))
                .containsExactly(
                        "bnn_random5: there is no /sys/class/u-dma-buf/a/phys_addr: is u-dma-buf loaded, with a"
                                + " buffer of that name?");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the driver maps devices of Linux")
    void saysWhichOptionItNeeds() throws Exception {
        boolean foreign = Runtime.version().feature() >= 24;
        assertThat(run(
                        foreign ? List.of("--illegal-native-access=deny") : List.of(),
                        "/dev/zero",
                        "/dev/zero",
                        "a",
                        "b"))
                .contains("bnn_random5: cannot map /dev/zero: run java with "
                        + (Runtime.version().feature() >= 22
                                ? "--enable-native-access=ALL-UNNAMED"
                                : "--add-opens java.base/sun.nio.ch=ALL-UNNAMED"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the driver maps devices of Linux")
    void readsAndWritesWhatItMapped() throws Exception {
        ByteBuffer memory = ByteBuffer.allocate(0x2000).order(ByteOrder.nativeOrder());
        Path file = Files.write(
                folder.resolve("registers"), memory.putInt(0x1ffc, 42).array());
        Path classes = programs.compile(Files.writeString(folder.resolve("Probe.java"), PROBE));
        assertThat(programs.run(OPTIONS, classes, "Probe", file + "@0x1000")).containsExactly("42", "12345678");
        assertThat(Files.readAllBytes(file))
                .isEqualTo(memory.putInt(0x1008, 0x12345678).array());
    }

    private List<String> run(List<String> options, String... arguments) throws Exception {
        return programs.run(options, programs.compile(), "BnnDriver", arguments);
    }
}
