// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.Nets;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import dev.bnn.training.kernels.nd4j.Nd4jKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares the straight-through estimators of both kernel sets with the functions whose derivatives they are. */
class SurrogateTest {
    private static final double STEP = 1e-4;

    private final RowParallel rows = new RowParallel(2);
    private final List<Kernels> kernels = List.of(new HostKernels(rows), new Nd4jKernels());

    @AfterEach
    void close() {
        rows.close();
    }

    /** Points of both signs, some far outside, none where a function has a kink. */
    private static INDArray points() {
        int n = 4003;
        INDArray x = Native.zeros(n, 1);
        for (int i = 0; i < n; i++) {
            x.putScalar(i, 0, -8 + 16.0 * i / n + 1e-3);
        }
        return x;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static DoubleUnaryOperator function(Surrogate s) {
        double t = s.sharpness();
        return switch (s.ste()) {
            case CLIPPED -> x -> Math.max(-1, Math.min(1, x));
            case APPROXSIGN -> x -> Math.abs(x) >= 1 ? Math.signum(x) : 2 * x - x * Math.abs(x);
            case SWISHSIGN -> x -> 2 * sigmoid(5 * x) * (1 + 5 * x * (1 - sigmoid(5 * x))) - 1;
            case TANH -> x -> Math.max(1, 1 / t) * Math.tanh(t * x);
        };
    }

    private static SDVariable function(SameDiff sd, SDVariable x, Surrogate s) {
        SDVariable clipped = sd.math().clipByValue(x, -1, 1);
        double t = s.sharpness();
        return switch (s.ste()) {
            case CLIPPED -> clipped;
            case APPROXSIGN -> clipped.mul(2).sub(clipped.mul(sd.math().abs(clipped)));
            case SWISHSIGN -> {
                SDVariable y = x.mul(5);
                SDVariable g = sd.nn().sigmoid(y);
                yield g.mul(2).mul(y.mul(g.rsub(1)).add(1)).sub(1);
            }
            case TANH -> sd.math().tanh(x.mul(t)).mul(Math.max(1, 1 / t));
        };
    }

    @ParameterizedTest
    @CsvSource({"CLIPPED,1", "APPROXSIGN,1", "SWISHSIGN,1", "TANH,0.1", "TANH,1", "TANH,10"})
    void areTheDerivativesOfTheirFunctions(Recipe.Ste ste, double sharpness) {
        Surrogate surrogate = new Surrogate(ste, sharpness);
        DoubleUnaryOperator f = function(surrogate);
        INDArray x = points();
        for (Kernels k : kernels) {
            INDArray gradient = Native.zeros(x.shape());
            gradient.assign(-2f);
            k.activationGradient(x, ActivationFunction.SIGN, surrogate, gradient);
            for (int i = 0; i < x.length(); i++) {
                double at = x.getDouble(i);
                double numeric = (f.applyAsDouble(at + STEP) - f.applyAsDouble(at - STEP)) / (2 * STEP);
                assertThat(gradient.getDouble(i))
                        .as("%s at %s", k.getClass().getSimpleName(), at)
                        .isCloseTo(-2 * numeric, within(1e-3));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"CLIPPED,1", "APPROXSIGN,1", "SWISHSIGN,1", "TANH,0.1", "TANH,10"})
    void areWhatSameDiffDerives(Recipe.Ste ste, double sharpness) {
        Surrogate surrogate = new Surrogate(ste, sharpness);
        INDArray x = points();
        SameDiff sd = SameDiff.create();
        SDVariable in = sd.var("x", DataType.FLOAT, x.shape());
        in.setArray(x);
        SDVariable loss = function(sd, in, surrogate).sum();
        sd.setLossVariables(loss.name());
        INDArray expected = sd.calculateGradients(Map.of(), "x").get("x");
        for (Kernels k : kernels) {
            INDArray gradient = Native.zeros(x.shape());
            gradient.assign(1f);
            k.activationGradient(x, ActivationFunction.SIGN, surrogate, gradient);
            for (int i = 0; i < x.length(); i++) {
                assertThat(gradient.getDouble(i))
                        .as("%s at %s", k.getClass().getSimpleName(), x.getDouble(i))
                        .isCloseTo(expected.getDouble(i), within(1e-4));
            }
        }
    }

    @Test
    void tanhSharpensByEqualFactors() {
        Recipe r = Nets.recipe(5, 1, 0.1, Recipe.Loss.CROSS_ENTROPY, 0);
        Recipe recipe = Nets.recipe(r, Recipe.Ste.TANH, 0);
        List<Double> sharpness = new ArrayList<>();
        for (int epoch = 0; epoch < 5; epoch++) {
            sharpness.add(Math.round(1e4 * Surrogate.of(recipe, epoch).sharpness()) / 1e4);
        }
        assertThat(sharpness).containsExactly(0.1, 0.3162, 1.0, 3.1623, 10.0);
    }
}
