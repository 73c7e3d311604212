// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.tool.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles and runs the Java driver of a folder. */
public record JavaPrograms(Path folder) {
    /** Compiles the driver's classes without options; they are ASCII, so javac's charset does not matter. */
    public Path compile(Path... others) throws IOException {
        Path classes = folder.resolve("classes");
        Path source = folder.resolve("BnnDriver.java");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>(
                List.of("-encoding", "US-ASCII", "-Xlint:all", "-Werror", "-d", classes.toString(), source.toString()));
        Stream.of(others).map(Path::toString).forEach(words::add);
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, said, words.toArray(String[]::new));
        assertThat(status).as(said.toString()).isZero();
        return classes;
    }

    /** The driver on a board, with a timeout of a thousand reads. */
    Object driver(SimulatedBoard board) throws Exception {
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

    /** Calls a public method of a driver. */
    static Object call(Object driver, String name, Object... arguments) throws Exception {
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

    /** The output of a program in a separate Java process. */
    List<String> run(List<String> options, Path classes, String program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(options);
        words.addAll(List.of("-cp", classes.toString(), program));
        words.addAll(List.of(arguments));
        List<String> said = new ArrayList<>();
        Command.of(words.toArray(String[]::new)).run(said::add);
        return said;
    }
}
