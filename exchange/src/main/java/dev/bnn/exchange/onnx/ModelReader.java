// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import static dev.bnn.exchange.onnx.Fields.*;

import dev.bnn.exchange.wire.MalformedException;
import dev.bnn.exchange.wire.Printable;
import dev.bnn.exchange.wire.WireReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads .onnx files, within bounds. A file that cannot be read is an {@link IOException} whose message names the file and the
 * reason. The reader skips documentation, and notes in {@link Model.Rest} what would change the network's meaning but has no
 * record here.
 */
public final class ModelReader {
    /** Maximum size of a file, far more than the float weights of a binary network need. */
    private static final long MAX_BYTES = 1L << 29;
    /** Memory that a file needs, in multiples of its size: the bytes, its tensors, and their numbers. */
    private static final int COPIES = 4;

    private ModelReader() {}

    public static Model read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such model file");
        }
        requireRoom(file, Files.size(file), Runtime.getRuntime().maxMemory());
        try {
            return model(Files.readAllBytes(file));
        } catch (MalformedException e) {
            throw new IOException(file + ": not a usable .onnx file: " + e.getMessage(), e);
        }
    }

    static void requireRoom(Path file, long size, long memory) throws IOException {
        if (size > MAX_BYTES) {
            throw new IOException(file + ": " + size + " bytes are more than a model may have (" + MAX_BYTES + ")");
        }
        if (size > memory / COPIES) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: a file of %d MiB takes up to %d MiB of memory, and Java has %d; give it more, as by"
                            + " MAVEN_OPTS=-Xmx4g",
                    file,
                    size >> 20,
                    COPIES * size >> 20,
                    memory >> 20));
        }
    }

    static Model model(byte[] bytes) {
        WireReader in = new WireReader(ByteBuffer.wrap(bytes));
        GraphReader graph = null;
        String producer = "";
        Map<String, Long> opsets = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        Set<String> functions = new HashSet<>();
        while (in.next()) {
            switch (in.field()) {
                case MODEL_PRODUCER -> producer = in.text();
                case MODEL_GRAPH -> {
                    if (graph != null) {
                        throw in.broken("it holds two graphs");
                    }
                    graph = new GraphReader(in.message());
                }
                case MODEL_OPSETS -> opset(in.message(), opsets);
                case MODEL_METADATA -> entry(in.message(), metadata);
                case MODEL_FUNCTION -> functions.add(function(in.message()));
                default -> in.skip();
            }
        }
        if (graph == null) {
            throw in.broken("it holds no graph");
        }
        Model.Rest rest = new Model.Rest(graph.unread(), graph.annotations(), functions);
        return new Model(graph.graph(), opsets, producer, metadata, rest);
    }

    private static void opset(WireReader in, Map<String, Long> opsets) {
        String domain = "";
        long version = 0;
        while (in.next()) {
            switch (in.field()) {
                case OPSET_DOMAIN -> domain = in.text();
                case OPSET_VERSION -> version = in.integer();
                default -> in.skip();
            }
        }
        Long before = opsets.put(domain, version);
        if (before != null && before != version) {
            throw in.broken("two versions of the operators of \"" + Printable.name(domain) + "\"");
        }
    }

    static void entry(WireReader in, Map<String, String> entries) {
        String key = "";
        String value = "";
        while (in.next()) {
            switch (in.field()) {
                case ENTRY_KEY -> key = in.text();
                case ENTRY_VALUE -> value = in.text();
                default -> in.skip();
            }
        }
        if (entries.put(key, value) != null) {
            throw in.broken("two texts of the name \"" + Printable.name(key) + "\"");
        }
    }

    private static String function(WireReader in) {
        String name = "";
        String domain = "";
        while (in.next()) {
            switch (in.field()) {
                case FUNCTION_NAME -> name = in.text();
                case FUNCTION_DOMAIN -> domain = in.text();
                default -> in.skip();
            }
        }
        return Model.Node.called(domain, name);
    }
}
