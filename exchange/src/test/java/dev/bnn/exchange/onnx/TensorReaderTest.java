// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import static dev.bnn.exchange.onnx.Fields.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.exchange.wire.MalformedException;
import dev.bnn.exchange.wire.WireReader;
import dev.bnn.exchange.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Values of constants and attributes in each form of the format. The reader refuses what does not fit before it allocates memory.
 */
class TensorReaderTest {
    private static WireReader reader(WireWriter message) {
        return new WireReader(ByteBuffer.wrap(message.toBytes()));
    }

    private static TensorReader.Found read(WireWriter tensor) {
        return TensorReader.read(reader(tensor));
    }

    private static WireWriter tensor(int type, long... dims) {
        WireWriter out = new WireWriter().text(TENSOR_NAME, "w").integer(TENSOR_TYPE, type);
        for (long n : dims) {
            out.integer(TENSOR_DIMS, n);
        }
        return out;
    }

    private static void refused(WireWriter tensor, String reason) {
        assertThatThrownBy(() -> read(tensor))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void numbersOf16Bits() {
        byte[] half = {0, 0x3c, 0, (byte) 0xb8, 1, 0, (byte) 0xff, 0x7b, 0, 0x7c, 0, (byte) 0x80};
        assertThat(read(tensor(Tensor.FLOAT16, 6).bytes(TENSOR_RAW, half))
                        .tensor()
                        .floats())
                .containsExactly(1, -0.5f, 0x1p-24f, 65_504, Float.POSITIVE_INFINITY, -0f);
        assertThat(Tensor.half(0x7e00)).isNaN();
        WireWriter listed =
                tensor(Tensor.FLOAT16, 2).integer(TENSOR_INT32S, 0x3c00).integer(TENSOR_INT32S, 0xc000);
        assertThat(read(listed).tensor().floats()).containsExactly(1, -2);
        byte[] brain = {(byte) 0x80, 0x3f, 0, (byte) 0xc0};
        assertThat(read(tensor(Tensor.BFLOAT16, 2).bytes(TENSOR_RAW, brain))
                        .tensor()
                        .floats())
                .containsExactly(1, -2);
    }

    @Test
    void everyHalfIsItsNumber() {
        for (int exponent = 1; exponent < 31; exponent++) {
            for (int fraction = 0; fraction < 1024; fraction += 341) {
                float expected = (float) ((1 + fraction / 1024.0) * Math.pow(2, exponent - 15));
                assertThat(Tensor.half(exponent << 10 | fraction)).isEqualTo(expected);
                assertThat(Tensor.half(0x8000 | exponent << 10 | fraction)).isEqualTo(-expected);
            }
        }
    }

    @Test
    void integersThatFloat32DoesNotHoldEqualNoSize() {
        Tensor t = Tensor.longs("n", new long[] {1 << 24, (1 << 24) + 1, Long.MIN_VALUE, -3}, 4);
        assertThat(t.floats()).containsExactly(1 << 24, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -3);
    }

    @Test
    void moreOrFewerValuesThanTheShapeNeedsAreRefused() {
        refused(
                tensor(Tensor.FLOAT, 3).bytes(TENSOR_RAW, new byte[8]),
                "shape [3] needs 12 bytes of values, but there are 8");
        refused(tensor(Tensor.FLOAT, 1L << 40).bytes(TENSOR_RAW, new byte[8]), "needs 4398046511104 bytes");
        refused(tensor(Tensor.FLOAT, 3).real(TENSOR_FLOATS, 1), "needs 12 bytes of values, but there are 4");
        refused(tensor(Tensor.FLOAT, 1).bytes(TENSOR_FLOATS, new byte[5]), "ends within a number");
        refused(
                tensor(Tensor.INT64, 2).bytes(TENSOR_INT64S, new byte[] {1, 2, 3}),
                "needs 16 bytes of values, but there are 24");
        refused(tensor(Tensor.FLOAT, 1).real(TENSOR_FLOATS, 1).bytes(TENSOR_RAW, new byte[4]), "has its values twice");
        refused(tensor(Tensor.FLOAT, 1).integer(TENSOR_INT32S, 1), "a list of values that is not of its type");
        refused(tensor(Tensor.INT8, 1).integer(TENSOR_INT32S, 300), "the value 300, which is not of its type 3");
        refused(tensor(Tensor.FLOAT, -1).bytes(TENSOR_RAW, new byte[0]), "a negative extent");
        refused(tensor(Tensor.FLOAT, new long[17]), "more than 16 dimensions");
        refused(new WireWriter().integer(TENSOR_TYPE, (1L << 32) + 1), "where one of 32 bits stands");
    }

    @Test
    void whatIsNotReadIsSaidWhereItIsUsed() {
        assertThat(read(tensor(8, 1).bytes(TENSOR_TEXTS, new byte[] {(byte) 0xff}))
                        .unread())
                .isEqualTo("holds texts");
        assertThat(read(tensor(17, 5).bytes(TENSOR_RAW, new byte[5])).unread()).contains("elements of type 17");
        assertThat(read(tensor(Tensor.FLOAT, 9).bytes(TENSOR_EXTERNAL, new byte[0]))
                        .unread())
                .contains("another file");
        assertThat(read(tensor(Tensor.FLOAT, 9).integer(TENSOR_LOCATION, 1)).unread())
                .contains("another file");
        assertThat(read(tensor(Tensor.FLOAT, 9).bytes(TENSOR_SEGMENT, new byte[0]))
                        .unread())
                .contains("a part");
        WireWriter sparse =
                new WireWriter().message(SPARSE_VALUES, tensor(Tensor.FLOAT, 1).real(TENSOR_FLOATS, 1));
        assertThat(TensorReader.sparse(reader(sparse))).isEqualTo(new TensorReader.Found("w", null, "is sparse"));
    }

    @Test
    void aTypeThatIsMissingIsTheValues() {
        assertThat(attribute(new WireWriter().integer(ATTRIBUTE_INTS, 2).integer(ATTRIBUTE_INTS, 3)))
                .isEqualTo(Attribute.ints(2, 3));
        assertThat(attribute(new WireWriter().integer(ATTRIBUTE_INT, 2))).isEqualTo(new Attribute.Int(2));
        assertThat(attribute(new WireWriter().real(ATTRIBUTE_FLOAT, 2))).isEqualTo(new Attribute.Float(2));
        assertThat(attribute(new WireWriter().item(ATTRIBUTE_TEXT, "a"))).isEqualTo(new Attribute.Text("a"));
        assertThat(attribute(new WireWriter())).isEqualTo(new Attribute.Other("of no type and empty"));
        assertThat(attribute(new WireWriter().integer(ATTRIBUTE_INT, 2).real(ATTRIBUTE_FLOAT, 2)))
                .isEqualTo(new Attribute.Other("of no type and of several kinds"));
    }

    @Test
    void aTypeIsThatOfTheValue() {
        assertThat(attribute(new WireWriter().integer(ATTRIBUTE_TYPE, TYPE_INT)))
                .isEqualTo(new Attribute.Int(0));
        assertThat(attribute(new WireWriter().integer(ATTRIBUTE_TYPE, TYPE_INT).integer(ATTRIBUTE_INTS, 2)))
                .isEqualTo(new Attribute.Other("of another type than its value"));
        assertThat(attribute(
                        new WireWriter().integer(ATTRIBUTE_TYPE, TYPE_GRAPH).bytes(ATTRIBUTE_GRAPH, new byte[0])))
                .isEqualTo(new Attribute.Other("a graph"));
        assertThat(attribute(new WireWriter().integer(ATTRIBUTE_INT, 1).text(ATTRIBUTE_REFERENCE, "n")))
                .isEqualTo(new Attribute.Other("a parameter of a function"));
        Map<String, Attribute> twice = new LinkedHashMap<>();
        for (int i = 0; i < 2; i++) {
            AttributeReader.read(
                    reader(new WireWriter().text(ATTRIBUTE_NAME, "a").integer(ATTRIBUTE_INT, 1)), twice);
        }
        assertThat(twice).containsEntry("a", new Attribute.Other("there twice"));
    }

    private static Attribute attribute(WireWriter value) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        AttributeReader.read(reader(value.text(ATTRIBUTE_NAME, "a")), attributes);
        return attributes.get("a");
    }
}
