// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Signs of floats, from their values and from their bits; both zeros count as positive. */
class SignsTest {
    private static final float[] VALUES = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        3.5f,
        -3.5f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY
    };

    private static int[] bits(float[] values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToRawIntBits(values[i]))
                .toArray();
    }

    private static float sign(float value) {
        return value >= 0 ? 1 : -1;
    }

    @Test
    void ofValuesAndOfBits() {
        float[] values = VALUES.clone();
        int[] bits = bits(VALUES);
        Signs.sign(values, values.length);
        Signs.sign(bits, bits.length);
        for (int i = 0; i < VALUES.length; i++) {
            assertThat(values[i]).as("%s", VALUES[i]).isEqualTo(sign(VALUES[i]));
            assertThat(Float.intBitsToFloat(bits[i])).as("%s", VALUES[i]).isEqualTo(sign(VALUES[i]));
        }
    }

    @Test
    void changesBetweenAnyTwo() {
        for (float a : VALUES) {
            for (float b : VALUES) {
                int changes = Signs.changes(bits(new float[] {a, 1}), bits(new float[] {b, 1}), 2);
                assertThat(changes).as("%s, %s", a, b).isEqualTo(sign(a) == sign(b) ? 0 : 1);
            }
        }
    }
}
