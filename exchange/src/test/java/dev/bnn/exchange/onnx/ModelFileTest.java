// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.bnn.exchange.wire.WireReader;
import dev.bnn.exchange.wire.WireWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written models can be read. The reader refuses broken files and names the file. */
class ModelFileTest {
    @TempDir
    Path dir;

    private static Model model() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("int", new Attribute.Int(-3));
        attributes.put("float", new Attribute.Float(0.25f));
        attributes.put("text", new Attribute.Text("ROUND"));
        attributes.put("ints", Attribute.ints(1, 0, 300, -1));
        attributes.put("floats", new Attribute.Floats(List.of(0.5f, -3f)));
        attributes.put("value", new Attribute.Constant(Tensor.floats("inner", new float[] {1.5f})));
        Model.Node node = new Model.Node("conv", "some.domain", "Op", List.of("x", "", "w"), List.of("y"), attributes);
        Tensor weights = Tensor.floats("w", new float[] {1, -1, 0.5f, -0f, 3, 4}, 2, 3);
        Tensor shape = Tensor.longs("shape", new long[] {-1, Long.MAX_VALUE}, 2);
        Model.Value input = new Model.Value("x", Tensor.UINT8, List.of(Model.Dim.BATCH, Model.Dim.of(3)));
        Model.Value output = new Model.Value("y", Tensor.INT64, List.of());
        return new Model(
                new Model.Graph("g", List.of(node), List.of(weights, shape), List.of(input), List.of(output), Map.of()),
                Map.of("", 13L),
                "bnn",
                Map.of("key", "two\nlines"));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = dir.resolve("m.onnx");
        ModelWriter.write(file, model());
        Model read = ModelReader.read(file);
        assertThat(read).usingRecursiveComparison().isEqualTo(model());
        assertThat(ModelWriter.bytes(read)).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void valuesMayBeListedInsteadOfRaw() {
        WireWriter packed = new WireWriter()
                .bytes(Fields.TENSOR_DIMS, new byte[] {2})
                .integer(Fields.TENSOR_TYPE, Tensor.FLOAT)
                .bytes(
                        Fields.TENSOR_FLOATS,
                        Tensor.buffer(8).putFloat(2).putFloat(-1).array());
        assertThat(read(packed).floats()).containsExactly(2, -1);
        WireWriter single = new WireWriter()
                .integer(Fields.TENSOR_DIMS, 2)
                .integer(Fields.TENSOR_TYPE, Tensor.FLOAT)
                .real(Fields.TENSOR_FLOATS, 2)
                .real(Fields.TENSOR_FLOATS, -1);
        assertThat(read(single).floats()).containsExactly(2, -1);
        WireWriter integers = new WireWriter()
                .integer(Fields.TENSOR_DIMS, 3)
                .integer(Fields.TENSOR_TYPE, Tensor.INT64)
                .bytes(Fields.TENSOR_INT64S, new byte[] {1, (byte) 0x80, 1, 3});
        assertThat(read(integers).floats()).containsExactly(1, 128, 3);
        WireWriter bytes = new WireWriter()
                .integer(Fields.TENSOR_DIMS, 2)
                .integer(Fields.TENSOR_TYPE, Tensor.INT8)
                .integer(Fields.TENSOR_INT32S, 1)
                .integer(Fields.TENSOR_INT32S, -1);
        assertThat(read(bytes).floats()).containsExactly(1, -1);
    }

    private static Tensor read(WireWriter tensor) {
        return TensorReader.read(new WireReader(java.nio.ByteBuffer.wrap(tensor.toBytes())))
                .tensor();
    }

    @Test
    void everyCutIsRefusedOrReadsAsLess() throws IOException {
        byte[] bytes = ModelWriter.bytes(model());
        int refused = 0;
        for (int length = 0; length < bytes.length; length++) {
            refused += refuses(Arrays.copyOf(bytes, length), "cut at " + length) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(bytes.length * 9 / 10);
    }

    @Test
    void damagedBytesDoNoHarm() throws IOException {
        byte[] bytes = ModelWriter.bytes(model());
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = bytes.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            refuses(damaged, "damage " + i);
        }
    }

    private boolean refuses(byte[] bytes, String as) throws IOException {
        Path file = dir.resolve("broken.onnx");
        Files.write(file, bytes);
        try {
            ModelReader.read(file);
            return false;
        } catch (IOException expected) {
            assertThat(expected).as(as).hasMessageContaining("broken.onnx: not a usable .onnx file: ");
            return true;
        } catch (RuntimeException e) {
            return fail(as, e);
        }
    }

    @Test
    void lengthsBeyondTheFileAllocateNothing() throws IOException {
        // A graph that claims to be 2^31 bytes long.
        assertRefused(
                new byte[] {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7}, "bytes where 0 are left");
    }

    @Test
    void whatTakesFarMoreMemoryThanItsBytesIsRefused() throws IOException {
        byte[] empty = new byte[3 << 20];
        for (int i = 0; i < empty.length; i += 2) {
            empty[i] = Fields.NODE_INPUT << 3 | 2;
        }
        WireWriter graph = new WireWriter().bytes(Fields.GRAPH_NODE, empty);
        assertRefused(
                new WireWriter().message(Fields.MODEL_GRAPH, graph).toBytes(), "more than 100000 items of one kind");
        byte[] nodes = new byte[6 << 20];
        for (int i = 0; i < nodes.length; i += 2) {
            nodes[i] = Fields.GRAPH_NAME << 3 | 2;
        }
        assertRefused(new WireWriter().bytes(Fields.MODEL_GRAPH, nodes).toBytes(), "more than 2097152 fields");
        WireWriter attribute = new WireWriter().bytes(Fields.ATTRIBUTE_INTS, new byte[1 << 20]);
        graph = new WireWriter().message(Fields.GRAPH_NODE, new WireWriter().message(Fields.NODE_ATTRIBUTE, attribute));
        assertRefused(
                new WireWriter().message(Fields.MODEL_GRAPH, graph).toBytes(), "a list of more than 65536 numbers");
    }

    @Test
    void nestedGraphsAreNotEntered() throws IOException {
        byte[] nested = new byte[0];
        for (int i = 0; i < 5_000; i++) {
            WireWriter attribute =
                    new WireWriter().text(Fields.ATTRIBUTE_NAME, "body").bytes(Fields.ATTRIBUTE_GRAPH, nested);
            WireWriter node = new WireWriter().message(Fields.NODE_ATTRIBUTE, attribute);
            nested = new WireWriter().message(Fields.GRAPH_NODE, node).toBytes();
        }
        Path file = dir.resolve("nested.onnx");
        Files.write(file, new WireWriter().bytes(Fields.MODEL_GRAPH, nested).toBytes());
        assertThat(ModelReader.read(file).graph().nodes().get(0).attributes())
                .containsEntry("body", new Attribute.Other("a graph"));
    }

    @Test
    void moreThanMemoryHoldsIsRefused() {
        Path file = dir.resolve("large.onnx");
        assertThatThrownBy(() -> ModelReader.requireRoom(file, 200L << 20, 512L << 20))
                .hasMessageContaining("large.onnx: a file of 200 MiB takes up to 800 MiB of memory, and Java has 512;"
                        + " give it more, as by MAVEN_OPTS=-Xmx4g");
        assertThatThrownBy(() -> ModelReader.requireRoom(file, 600L << 20, 64L << 30))
                .hasMessageContaining("are more than a model may have");
    }

    @Test
    void numbersOfMoreThan64BitsAreRefused() throws IOException {
        byte[] bytes = new byte[12];
        Arrays.fill(bytes, 1, 11, (byte) 0xff);
        bytes[0] = 1 << 3;
        bytes[10] = 2;
        assertRefused(Arrays.copyOf(bytes, 11), "a number of more than 64 bits");
        bytes[10] = (byte) 0xff;
        assertRefused(bytes, "a number of more than 10 bytes");
    }

    @Test
    void whatIsThereTwiceIsRefused() throws IOException {
        WireWriter empty = new WireWriter();
        assertRefused(
                empty.message(Fields.MODEL_GRAPH, new WireWriter())
                        .message(Fields.MODEL_GRAPH, new WireWriter())
                        .toBytes(),
                "two graphs");
        WireWriter opsets = new WireWriter();
        WireWriter keys = new WireWriter();
        for (int i = 0; i < 2; i++) {
            opsets.message(Fields.MODEL_OPSETS, new WireWriter().integer(Fields.OPSET_VERSION, 13 + i));
            keys.message(Fields.MODEL_METADATA, new WireWriter().text(Fields.ENTRY_KEY, "k"));
        }
        assertRefused(opsets.toBytes(), "two versions of the operators");
        assertRefused(keys.toBytes(), "two texts of the name \"k\"");
    }

    @Test
    void aShapeThatOverflowsIsRefused() throws IOException {
        // At 4 bytes each this is 2^64, which overflows to 0 in a plain product.
        WireWriter tensor = new WireWriter()
                .integer(Fields.TENSOR_DIMS, 1L << 31)
                .integer(Fields.TENSOR_DIMS, 1L << 31)
                .integer(Fields.TENSOR_TYPE, Tensor.FLOAT)
                .text(Fields.TENSOR_NAME, "w");
        byte[] bytes = new WireWriter()
                .message(Fields.MODEL_GRAPH, new WireWriter().message(Fields.GRAPH_INITIALIZER, tensor))
                .toBytes();
        assertRefused(bytes, "tensor w: a shape too large");
    }

    @Test
    void whatIsNoModelAtAllIsNamed() throws IOException {
        assertRefused(new byte[0], "it holds no graph");
        assertRefused("PK\3\4 not a model".getBytes(java.nio.charset.StandardCharsets.UTF_8), "at byte");
        assertThatThrownBy(() -> ModelReader.read(dir.resolve("none.onnx")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.onnx: there is no such model file");
    }

    private void assertRefused(byte[] bytes, String reason) throws IOException {
        Path file = dir.resolve("broken.onnx");
        Files.write(file, bytes);
        assertThatThrownBy(() -> ModelReader.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.onnx")
                .hasMessageContaining(reason);
    }
}
