package dev.bnn.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.check.BoardTargets;
import dev.bnn.emit.SimulatedBoard.Fault;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver in Java, compiled as it is emitted, on a board in software. */
class JavaDriverTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("dev.bnn.emit.DeployTest#seedsByScoreBits")
    void getsTheExpectedBits(long seed) throws Exception {
        Design design = emit(seed, "pynq-z1");
        int images = design.images().size();
        for (int room : new int[] {3, 100}) {
            SimulatedBoard board = new SimulatedBoard(design, Fault.NONE, room);
            Object driver = driver(board);
            assertThat(call(driver, "batch")).isEqualTo(room);
            assertThat(call(driver, "selfTest", folder)).isEqualTo(Math.min(8, images));
            assertThat(board.transfers()).isEqualTo((Math.min(8, images) + room - 1) / room);
            assertThat((int[]) call(driver, "labels", design.images()))
                    .containsExactly(design.scores().stream()
                            .map(s -> Arrays.stream(s).boxed().toList())
                            .mapToInt(s -> s.indexOf(Collections.max(s)))
                            .toArray());
            assertThat((long[][]) call(driver, "scores", design.images()))
                    .isDeepEqualTo(design.scores().toArray(long[][]::new));
        }
    }

    @Test
    void measuresFullTransfers() throws Exception {
        Design design = emit(5, "zcu104");
        SimulatedBoard board = new SimulatedBoard(design, Fault.NONE, 1);
        Object driver = driver(board);
        call(driver, "scores", design.images().subList(0, 1));
        assertThat((double) call(driver, "throughput", 4)).isPositive();
        assertThat(board.transfers()).isEqualTo(1 + 1 + 4);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 0, a buffer is smaller than one image or its answer: make it larger, 0",
        "STUCK_RESET, 9, 'the DMA does not leave reset: is the bitstream loaded, is its address right?', 1",
        "BAD_ADDRESS, 9, the DMA reports an error: are the physical addresses of the buffers right?, 2",
        "SILENT, 9, the answer did not come: is the bitstream that of this network?, 2",
    })
    void namesWhatWentWrong(Fault fault, int room, String message, int resets) throws Exception {
        Design design = emit(5, "zcu104");
        SimulatedBoard board = new SimulatedBoard(design, fault, room);
        assertThatThrownBy(() -> call(driver(board), "selfTest", folder))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThat(board.resets()).isEqualTo(resets);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void loadsParameters(int room) throws Exception {
        Design design = emitLoadable();
        SimulatedBoard board = new SimulatedBoard(design, Fault.NONE, room);
        Object driver = driver(board);
        assertThatThrownBy(() -> call(driver, "selfTest", folder))
                .hasMessageContaining("the parameters come before the images");
        byte[] file = Files.readAllBytes(parameters());
        call(driver, "load", file);
        assertThat(board.parameters()).isEqualTo(file);
        long part = (long) room * design.flow().input().size();
        assertThat(board.transfers()).isEqualTo((int) ((file.length + part - 1) / part));
        assertThat(call(driver, "selfTest", folder)).isEqualTo(design.images().size());
        call(driver, "load", file);
        assertThat(call(driver, "selfTest", folder)).isEqualTo(design.images().size());
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_ADDRESS, the DMA reports an error: are the physical addresses of the buffers right?",
        "SILENT, the answer did not come: is the bitstream that of this network?",
        "OTHER_NETWORK, the parameters are for a network of another structure: are they and the bitstream of the same"
                + " layers and foldings?",
        "BAD_ARRIVAL, 'the parameters are damaged: copy the file again, and load it before the next image'",
    })
    void namesWhatWentWrongWithALoad(Fault fault, String message) throws Exception {
        Object driver = driver(new SimulatedBoard(emitLoadable(), fault, 9));
        byte[] file = Files.readAllBytes(parameters());
        assertThatThrownBy(() -> call(driver, "load", file))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAFileBeforeItTouchesTheNetwork() throws Exception {
        SimulatedBoard board = new SimulatedBoard(emitLoadable(), Fault.NONE, 9);
        Object driver = driver(board);
        byte[] right = Files.readAllBytes(parameters());
        refuses(driver, with(right, 0), "no file of parameters of version 1: ");
        refuses(driver, with(right, 4), "no file of parameters of version 1: ");
        refuses(driver, Arrays.copyOf(right, 23), "no file of parameters of version 1: ");
        refuses(driver, with(right, 8), "the parameters are for a network of another structure: ");
        refuses(driver, Arrays.copyOf(right, right.length - 1), "the file of parameters is not whole: ");
        refuses(driver, Arrays.copyOf(right, right.length + 1), "the file of parameters is not whole: ");
        refuses(driver, with(right, 24), "the parameters are damaged: ");
        assertThat(board.transfers()).isZero();
    }

    private void refuses(Object driver, byte[] file, String message) {
        assertThatThrownBy(() -> call(driver, "load", file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(message);
    }

    private static byte[] with(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] ^= 1;
        return other;
    }

    private Design emitLoadable() throws Exception {
        Design design = Designs.loadable(5).design();
        DeployEmitter.emit(design, folder);
        return design;
    }

    private Path parameters() {
        return folder.resolve("bnn_random5.parameters.bin");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 7})
    void getsTheExpectedLabels(long seed) throws Exception {
        Design design = Designs.labelled(seed).design();
        DeployEmitter.emit(design, folder);
        Object driver = driver(new SimulatedBoard(design, Fault.NONE, 3));
        if (design.target().loadable()) {
            call(driver, "load", Files.readAllBytes(folder.resolve("bnn_random" + seed + ".parameters.bin")));
        }
        int[][] expected = design.answers().stream()
                .map(answer -> Arrays.stream(answer).mapToInt(Math::toIntExact).toArray())
                .toArray(int[][]::new);
        assertThat((int[][]) call(driver, "best", design.images())).isDeepEqualTo(expected);
        assertThat((int[]) call(driver, "labels", design.images()))
                .containsExactly(Arrays.stream(expected).mapToInt(row -> row[0]).toArray());
        assertThat(call(driver, "selfTest", folder)).isEqualTo(Math.min(8, expected.length));
    }

    @Test
    void namesTheLabelThatDiffers() throws Exception {
        Design design = Designs.labelled(2).design();
        DeployEmitter.emit(design, folder);
        long[] first = design.answers().get(0);
        int last = first.length - 1;
        assertThatThrownBy(() -> call(driver(new SimulatedBoard(design, Fault.FLIPPED_BIT, 9)), "selfTest", folder))
                .hasMessage("image 0, label " + last + ": expected " + first[last] + ", found " + (first[last] ^ 1)
                        + ". Is the bitstream that of this network?");
    }

    @Test
    void namesTheScoreThatDiffers() throws Exception {
        Design design = emit(5, "zcu104");
        int last = design.flow().classes().size() - 1;
        long score = design.scores().get(0)[last];
        assertThatThrownBy(() -> call(driver(new SimulatedBoard(design, Fault.FLIPPED_BIT, 9)), "selfTest", folder))
                .hasMessage("image 0, class " + design.flow().classes().get(last) + ": expected " + score + ", found "
                        + (score ^ 1) + ". Is the bitstream that of this network?");
    }

    @Test
    void refusesImagesOfAnotherSizeAndATestWithoutImages() throws Exception {
        Design design = emit(5, "zcu104");
        Object driver = driver(new SimulatedBoard(design, Fault.NONE, 9));
        assertThatThrownBy(() -> call(driver, "scores", List.of(new byte[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image 0 has 3 bytes, not " + design.flow().input().size());
        Files.writeString(folder.resolve("selftest.hex"), "");
        assertThatThrownBy(() -> call(driver, "selfTest", folder))
                .hasMessageStartingWith("there are no images for a self test: ");
    }

    @Test
    void asAProgramItSaysWhatIsMissing() throws Exception {
        emit(5, "pynq-z1");
        assertThat(run()).singleElement().asString().startsWith("usage: BnnDriver.java DMA NETWORK");
        assertThat(run("/dev/no-uio", "/dev/no-uio", "a", "b"))
                .containsExactly("bnn_random5: cannot open /dev/no-uio: is it there, and may you write to it?");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void mapsADeviceWhereItIsAllowedTo() throws Exception {
        emit(5, "pynq-z1");
        assertThat(run("/dev/zero", "/dev/zero@0x1000", "a", "b"))
                .containsExactly("bnn_random5: cannot map /dev/zero: run java with --add-opens"
                        + " java.base/sun.nio.ch=ALL-UNNAMED");
        assertThat(start(
                        List.of("--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED"),
                        "/dev/zero",
                        "/dev/zero@0x1000",
                        "a",
                        "b"))
                .containsExactly(
                        "bnn_random5: there is no /sys/class/u-dma-buf/a/phys_addr: is u-dma-buf loaded, with a"
                                + " buffer of that name?");
    }

    private List<String> run(String... arguments) throws Exception {
        return start(List.of(), arguments);
    }

    private List<String> start(List<String> options, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(options);
        words.addAll(List.of("-cp", compile().toString(), "BnnDriver"));
        words.addAll(List.of(arguments));
        List<String> said = new ArrayList<>();
        Command.of(words.toArray(String[]::new)).run(said::add);
        return said;
    }

    private Design emit(long seed, String board) throws Exception {
        Design d = Designs.random(seed).design();
        Design design = new Design(d.flow(), BoardTargets.of(board), d.source(), d.images(), d.scores());
        DeployEmitter.emit(design, folder);
        return design;
    }

    private Path compile() {
        Path classes = folder.resolve("classes");
        Path source = folder.resolve("BnnDriver.java");
        // javac warns of Unsafe, whatever the options.
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler().run(null, null, said, "-d", classes.toString(), source.toString());
        assertThat(status).as(said.toString()).isZero();
        return classes;
    }

    private Object driver(SimulatedBoard board) throws Exception {
        URLClassLoader loader = new URLClassLoader(new URL[] {compile().toUri().toURL()});
        Class<?> registers = loader.loadClass("BnnDriver$Registers");
        Class<?> buffer = loader.loadClass("BnnDriver$Buffer");
        try {
            return loader.loadClass("BnnDriver")
                    .getConstructor(registers, registers, buffer, buffer, long.class)
                    .newInstance(
                            board.dma(registers), board.core(registers), board.in(buffer), board.out(buffer), 1_000L);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    private static boolean accepts(Method method, Object[] arguments) {
        return method.getParameterCount() == arguments.length
                && IntStream.range(0, arguments.length)
                        .allMatch(i ->
                                !(arguments[i] instanceof byte[]) || method.getParameterTypes()[i] == byte[].class);
    }

    private static Object call(Object driver, String name, Object... arguments) throws Exception {
        try {
            return Arrays.stream(driver.getClass().getMethods())
                    .filter(m -> m.getName().equals(name) && accepts(m, arguments))
                    .findFirst()
                    .orElseThrow()
                    .invoke(driver, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }
}
