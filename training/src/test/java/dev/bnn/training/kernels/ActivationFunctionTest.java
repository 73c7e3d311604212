// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.model.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the branch-free activations with their definition in the model, at the floats around each cut and each end. */
class ActivationFunctionTest {
    static Stream<Activation> activations() {
        return Stream.concat(
                IntStream.rangeClosed(1, Activation.MOST_BITS)
                        .boxed()
                        .flatMap(bits -> Stream.of(new Activation(bits, true), new Activation(bits, false))),
                Stream.of(Activation.TERNARY));
    }

    private static float[] values(Activation activation) {
        List<Float> values = new ArrayList<>(List.of(0f, -0f, Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE));
        values.add(Float.POSITIVE_INFINITY);
        IntStream.rangeClosed(1, activation.top()).forEach(code -> around(values, (float) activation.cut(code)));
        around(values, (float) activation.low());
        around(values, (float) activation.high());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            values.add((float) random.nextDouble(-3, 3));
            values.add((float) (random.nextDouble() * Math.pow(2, random.nextInt(-149, 128))));
        }
        float[] all = new float[2 * values.size()];
        for (int i = 0; i < values.size(); i++) {
            all[2 * i] = values.get(i);
            all[2 * i + 1] = -values.get(i);
        }
        return all;
    }

    private static void around(List<Float> values, float point) {
        values.addAll(List.of(Math.nextDown(Math.nextDown(point)), Math.nextDown(point)));
        values.addAll(List.of(point, Math.nextUp(point), Math.nextUp(Math.nextUp(point))));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void levelsAreThoseOfTheModel(Activation activation) {
        float[] values = values(activation);
        float[] found = values.clone();
        ActivationFunction.of(activation).apply(found, found.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(found[i])
                    .as("%s at %s", activation, values[i])
                    .isEqualTo(activation.value(activation.code(values[i])));
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void theGradientIsTheSlopeBetweenTheEnds(Activation activation) {
        float[] values = values(activation);
        float[] found = new float[values.length];
        Arrays.fill(found, 3);
        ActivationFunction.of(activation.line()).gradient(Surrogate.CLIPPED, found, values, found.length);
        for (int i = 0; i < values.length; i++) {
            boolean between = values[i] >= (float) activation.low() && values[i] <= (float) activation.high();
            assertThat(found[i])
                    .as("%s at %s", activation, values[i])
                    .isEqualTo(between ? 3 * (float) activation.slope() : 0);
        }
    }
}
