// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.data.ImageSet;
import dev.bnn.model.Activation;
import dev.bnn.model.Factor;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Twin;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import dev.bnn.training.pytorch.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares one step of the script with one of ours: the loss, each gradient and each updated weight. Both start from the same
 * weights, bit for bit. A gradient may differ by 1e-4 of the largest in its array or by 1e-6, since the script adds float32
 * values in another order.
 */
class ScriptStepTest {
    private static final int BATCH = 6;
    private static final double TOLERANCE = 1e-4;
    private static final double[] CLASS_WEIGHTS = {1, 2, 0.5, 1, 1, 1, 3, 1, 1, 1};

    @TempDir
    Path folder;

    @Test
    void isOurs() throws IOException {
        Map<String, Network> networks = new LinkedHashMap<>();
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        Recipe adam = Nets.recipe(1, BATCH, 0.01, Recipe.Loss.CROSS_ENTROPY, 0);
        Recipe.Loss weighed = new Recipe.Loss(
                Recipe.Loss.Function.CROSS_ENTROPY,
                0.1,
                new Recipe.ClassWeights.Given(
                        Arrays.stream(CLASS_WEIGHTS).boxed().toList()));
        networks.put("plain", conv("plain", WeightType.BIPOLAR, "sign", 0));
        recipes.put(
                "plain",
                Nets.recipe(adam, adam.descent().optimizer(), adam.descent().rate(), weighed));
        networks.put("levels", conv("levels", WeightType.TERNARY, "quant 2", -1));
        recipes.put("levels", Nets.recipe(adam, Recipe.Step.LEARNED));
        networks.put("integers", conv("integers", WeightType.INT4, "relu 2", 1));
        Descent.Optimizer sgd = new Descent.Optimizer.Sgd(0.9, true, 0.01);
        recipes.put("integers", Nets.recipe(adam, sgd, adam.descent().rate(), Recipe.Loss.SQUARED_HINGE));
        Descent.Optimizer adamw = new Descent.Optimizer.Adam(0.8, 0.99, 1e-6, 0.05, true);
        for (Recipe.Ste ste : Recipe.Ste.values()) {
            String name = "ste" + ste.ordinal();
            networks.put(name, residual(name));
            recipes.put(
                    name, Nets.recipe(Nets.recipe(adam, adamw, adam.descent().rate(), weighed), ste, 0));
        }
        networks.put("branches", branches("branches"));
        recipes.put("branches", adam);
        networks.put("twin", conv("twin", WeightType.BIPOLAR, "ternary", 0));
        recipes.put(
                "twin",
                adam.withLineage(new Recipe.Lineage(
                        Recipe.Precision.FLOAT, Recipe.Lineage.NONE.start(), Recipe.Lineage.NONE.teacher())));
        Recipe bop = Nets.recipe(
                adam,
                new Descent.Optimizer.Bop(1e-4, 0.5, Descent.Optimizer.Adam.STANDARD),
                adam.descent().rate(),
                weighed);
        networks.put("bop", residual("bop"));
        recipes.put(
                "bop",
                bop.withDescent(
                        bop.descent().withLatents(new Descent.Latents(Descent.Latents.First.UNIFORM, false, 0))));
        networks.put("centered", conv("centered", WeightType.BIPOLAR, "ternary", 0));
        // Adam's first step depends only on the signs of gradients, so means over its steps differ if one of the
        // gradients is nearly 0.
        Recipe centered = Nets.recipe(adam, sgd, adam.descent().rate(), weighed);
        recipes.put(
                "centered",
                centered.withDescent(
                        centered.descent().withLatents(new Descent.Latents(Descent.Latents.First.UNIFORM, true, 0.8))));
        for (Descent.Optimizer optimizer : List.of(adamw, sgd)) {
            String name = "decays" + optimizer.title().toLowerCase(Locale.ROOT);
            Recipe decays = Nets.recipe(adam, optimizer, adam.descent().rate(), weighed);
            networks.put(name, conv(name, WeightType.BIPOLAR, "ternary", 0));
            recipes.put(name, decays.withDescent(decays.descent().withDecays(Map.of("conv2", 0.3, "dense1", 0.0))));
        }
        networks.put("float", conv("float", WeightType.FLOAT, "relu", 0));
        recipes.put("float", adam);
        for (WeightType weights : List.of(WeightType.BIPOLAR, WeightType.INT4)) {
            String name = "soft" + weights.ordinal();
            networks.put(name, conv(name, weights, "quant 2", 1));
            recipes.put(
                    name,
                    adam.withLineage(new Recipe.Lineage(
                            Recipe.Precision.WEIGHTS, Recipe.Lineage.NONE.start(), Recipe.Lineage.NONE.teacher())));
        }
        compare(networks, recipes);
    }

    private static Network conv(String name, WeightType weights, String levels, int padValue) {
        Activation activation = Nets.activation(levels);
        return Nets.image(name, 2, 8)
                .conv(6, 3, 1, new Padding(1, padValue), weights)
                .maxPool(2, 2)
                .batchNorm()
                .quantize(activation)
                .depthwise(3, 1, new Padding(1, padValue), weights)
                .batchNorm()
                .quantize(activation)
                .maxPool(Window.square(2, 1), new Padding(0, 1, 1, 0, 0))
                .conv(9, Window.square(3, 1), new Padding(1, padValue), 3, weights)
                .batchNorm()
                .quantize(activation)
                .conv(5, 2, 2, Padding.NONE, weights)
                .batchNorm()
                .quantize(activation)
                .flatten()
                .dense(10, weights)
                .build();
    }

    private static Network branches(String name) {
        return Nets.image(name, 3, 9)
                .conv(8, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                .batchNorm()
                .as("kept")
                .sign()
                .conv(6, 3, 2, new Padding(1, 1), WeightType.BIPOLAR)
                .batchNorm()
                .as("end")
                .quantize(Nets.activation("relu 2"))
                .branch("kept")
                .conv(6, 1, 2, Padding.NONE, WeightType.BIPOLAR)
                .batchNorm()
                .quantize(Nets.activation("relu 2"))
                .add("end")
                .batchNorm()
                .as("sum")
                .sign()
                .conv(3, 3, 1, new Padding(1, -1), WeightType.BIPOLAR)
                .batchNorm()
                .as("part")
                .sign()
                .branch("sum")
                .concat("part")
                .upsample(new Factor(2, 3))
                .shuffle(3)
                .conv(4, 3, 2, Padding.NONE, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .dense(10, WeightType.BIPOLAR)
                .batchNorm()
                .build();
    }

    private static Network residual(String name) {
        NetworkBuilder b = Nets.image(name, 3, 9)
                .conv(8, 3, 2, new Padding(1, 0), WeightType.BIPOLAR)
                .batchNorm()
                .as("kept")
                .sign();
        return b.conv(8, 3, 1, new Padding(1, 1), WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .add("kept")
                .batchNorm()
                .sign()
                .avgPool(2, 1)
                .batchNorm()
                .sign()
                .dense(12, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .dense(10, WeightType.BIPOLAR)
                .batchNorm()
                .build();
    }

    private void compare(Map<String, Network> networks, Map<String, Recipe> recipes) throws IOException {
        List<String> tasks = new ArrayList<>();
        for (Map.Entry<String, Network> e : networks.entrySet()) {
            Network network = e.getValue();
            Path script = Scripts.write(folder, network, recipes.get(e.getKey()));
            ImageSet images = images(network);
            List<byte[]> bytes =
                    IntStream.range(0, BATCH).mapToObj(images::image).toList();
            Path file = Scripts.images(
                    folder.resolve(e.getKey() + ".npz"), network.input().shape(), bytes, images.labels());
            tasks.add("step " + script + " " + file);
        }
        List<JsonNode> answers = Scripts.answers(folder, tasks);
        int i = 0;
        for (Map.Entry<String, Network> e : networks.entrySet()) {
            check(e.getValue(), recipes.get(e.getKey()), answers.get(i++));
        }
    }

    private static ImageSet images(Network network) {
        return Nets.noisy(
                BATCH,
                network.input().shape().channels(),
                network.input().shape().height(),
                10,
                7);
    }

    private static void check(Network model, Recipe recipe, JsonNode found) {
        Network network = Twin.of(model, recipe.lineage().precision());
        boolean weighed = recipe.objective().loss().weights() instanceof Recipe.ClassWeights.Given;
        try (RowParallel rows = new RowParallel(1)) {
            Kernels kernels = new HostKernels(rows);
            Graph graph = new Graph(network, recipe, BATCH, kernels, weighed ? CLASS_WEIGHTS : new double[0]);
            Map<String, float[]> first = new LinkedHashMap<>();
            graph.weights().forEach(w -> first.put(name(w), byOutput(network, w, Native.values(w.latent()))));
            ImageSet images = images(network);
            Graph.Step step = graph.step(
                    images.pixels(), images.labels(), recipe.descent().rate().at(0, 1), 0, 0);
            assertThat(found.get("loss").asDouble()).as(model.name()).isCloseTo(step.loss(), within(1e-5));
            for (Weight weight : graph.weights()) {
                String name = name(weight);
                String as = model.name() + " " + name;
                // The script and this module round the logarithm of a mean differently.
                close(
                        as,
                        numbers(found.get("first").get(name)),
                        first.get(name),
                        weight.role() == Weight.Role.STEP ? 1e-6 : 0);
                float[] gradient = byOutput(network, weight, Native.values(weight.gradient()));
                double allowed = Math.max(TOLERANCE, 1e-6 / largest(gradient));
                close(as + " gradient", numbers(found.get("gradients").get(name)), gradient, allowed);
                float[] moved = byOutput(network, weight, Native.values(weight.latent()));
                float[] foundMoved = numbers(found.get("moved").get(name));
                for (int i = 0; i < moved.length; i++) {
                    // Adam's first step depends only on the sign of the gradient, which is arbitrary if the gradient is
                    // nearly 0.
                    if (Math.abs(gradient[i]) > 100 * TOLERANCE * largest(gradient)) {
                        assertThat((double) foundMoved[i])
                                .as(as + " moved " + i)
                                .isCloseTo(moved[i], within(1e-5));
                    }
                }
            }
        }
    }

    /** Asserts that the arrays agree to within {@code share} of the largest magnitude. */
    private static void close(String as, float[] found, float[] expected, double share) {
        assertThat(found).as(as).hasSameSizeAs(expected);
        double largest = largest(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i]).as(as + " " + i).isCloseTo(expected[i], within(share * largest));
        }
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float v : values) {
            largest = Math.max(largest, Math.abs(v));
        }
        return largest;
    }

    private static float[] numbers(JsonNode list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) list.get(i).asDouble();
        }
        return values;
    }

    private static String name(Weight weight) {
        return weight.layer() + "." + weight.array();
    }

    /** A matrix [fan-in, outputs] in the order of the parameter file. */
    private static float[] byOutput(Network network, Weight weight, float[] values) {
        if (weight.role() != Weight.Role.MATRIX) {
            return values;
        }
        int fanIn = ((Layer.Weighted) network.layer(weight.layer())).columns();
        int outputs = values.length / fanIn;
        float[] transposed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            transposed[i % outputs * fanIn + i / outputs] = values[i];
        }
        return transposed;
    }
}
