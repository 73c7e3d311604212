// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.SplitMix64;
import dev.bnn.model.ExactLine;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.training.kernels.ActivationFunction;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.LossTargets;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.layers.DropoutReach;
import dev.bnn.training.layers.TrainLayer;
import dev.bnn.training.layers.TrainLayers;
import dev.bnn.training.optimizer.Optimizer;
import dev.bnn.training.optimizer.WeightAverage;
import dev.bnn.training.request.TrainRequest;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network in training: its layers, one step of gradient descent, and its parameters in and out. */
public final class Graph {
    private static final int INIT_STREAM = 12;

    private final Network network;
    private final Recipe recipe;
    private final Kernels kernels;
    /**
     * An operand that a layer does not get as its input {@code x}: it comes from an earlier layer, or is a second operand from
     * the layer before.
     */
    private record Operand(TrainLayer layer, int index) {}

    /**
     * For each layer of the network, the training layer that yields its values; null if the activation after it is fused into it.
     */
    private final TrainLayer[] yielding;
    /** For each layer, the operands that are its output, except the first operand of the next layer. */
    private final Map<TrainLayer, List<Operand>> readers = new HashMap<>();

    private final List<TrainLayer> layers = new ArrayList<>();
    private final INDArray input;
    private final float[] inputValues;
    private final float[] byteValues = new float[256];
    private final INDArray scoreGradient;
    private final double scoreScale;
    /** Images per batch. */
    private final int images;
    /** Labels of the images that are mixed in. */
    private final int[] others;

    private int firstLearning = Integer.MAX_VALUE;
    /** For each layer of the network, whether its output still holds values that a dropout has changed. */
    private final boolean[] dropped;

    private StepClock clock = StepClock.NONE;
    private final Map<TrainLayer, List<Optimizer>> descents = new LinkedHashMap<>();
    private final double[] classWeights;
    private Teacher teacher;
    private Optional<WeightAverage> average = Optional.empty();
    private long steps;

    public Graph(Network network, Recipe recipe, int batch, Kernels kernels) {
        this(network, recipe, batch, kernels, new double[0]);
    }

    /** @param classWeights one per class, or empty for 1 each */
    public Graph(Network network, Recipe recipe, int batch, Kernels kernels, double[] classWeights) {
        this.network = network;
        this.recipe = recipe;
        this.kernels = kernels;
        this.classWeights = classWeights;
        ExactLine line = network.inputScale().line();
        for (int p = 0; p < byteValues.length; p++) {
            byteValues[p] = (float) line.apply(p);
        }
        input = Native.zeros(
                (long) batch * network.input().shape().pixels(),
                network.input().shape().channels());
        images = batch;
        others = new int[Math.multiplyExact(batch, network.output().pixels())];
        inputValues = new float[(int) input.length()];
        List<Layer> all = network.layers();
        yielding = new TrainLayer[all.size()];
        dropped = new boolean[all.size()];
        for (int i = 0; i < all.size(); i++) {
            TrainLayer added = add(i, activationAfter(i), batch);
            if (added.fusesActivation()) {
                i++;
            }
            yielding[i] = added;
        }
        for (TrainLayer layer : layers) {
            descents.put(
                    layer,
                    layer.weights().stream()
                            .map(w -> Optimizer.of(recipe.descent(), w))
                            .toList());
        }
        initialize(recipe.run().seed());
        scoreGradient = Native.zeros(others.length, network.classes().size());
        // The scores of a binary layer are sums of its fan-in; without a batch norm to scale them, softmax would
        // saturate.
        scoreScale = FloatModel.scoreScale(network);
    }

    /** The activation that follows a layer; none if another layer reads the values between the two. */
    private ActivationFunction activationAfter(int index) {
        List<Layer> all = network.layers();
        boolean kept = IntStream.range(index + 2, all.size())
                .anyMatch(i -> network.inputs(i).contains(index));
        return !kept && index + 1 < all.size() && all.get(index + 1) instanceof Layer.Quantize q
                ? ActivationFunction.of(q.activation())
                : ActivationFunction.NONE;
    }

    private TrainLayer add(int index, ActivationFunction next, int batch) {
        Layer layer = network.layers().get(index);
        boolean learnt = firstLearning < layers.size();
        List<Integer> inputs = network.inputs(index);
        boolean reach = inputs.stream().anyMatch(input -> input != Network.IMAGE && dropped[input]);
        TrainLayer added = layer.accept(new TrainLayers(recipe, kernels, batch, next, learnt, reach));
        layers.add(added);
        boolean passed = false;
        for (int operand = 0; operand < inputs.size(); operand++) {
            if (!passed && inputs.get(operand) == index - 1) {
                passed = true;
            } else {
                readers.computeIfAbsent(yielding[inputs.get(operand)], l -> new ArrayList<>())
                        .add(new Operand(added, operand));
            }
        }
        if (firstLearning == Integer.MAX_VALUE && !added.weights().isEmpty()) {
            firstLearning = layers.size() - 1;
        }
        dropped[index] = layer.accept(new DropoutReach(reach));
        return added;
    }

    /** From now on, learns from a teacher network as well as from the labels. */
    void learnFrom(Teacher newTeacher) {
        teacher = newTeacher;
    }

    /** From now on, keeps the mean of the weights over the last {@code epochs} epochs. */
    void average(int epochs, int stepsOfEpoch) {
        average = Optional.of(new WeightAverage(weights(), epochs, stepsOfEpoch));
    }

    /** Swaps the weights with their running mean; a second call swaps them back. Does nothing if no mean is kept. */
    void exchangeAverage() {
        average.ifPresent(a -> a.exchange(kernels));
    }

    /** The factor by which the loss multiplies scores. */
    double scoreScale() {
        return scoreScale;
    }

    /** From now on, reports each finished part of a step to the clock. */
    public void tell(StepClock newClock) {
        clock = newClock;
    }

    List<TrainLayer> layers() {
        return layers;
    }

    List<Weight> weights() {
        return layers.stream().flatMap(l -> l.weights().stream()).toList();
    }

    /**
     * Glorot and Bengio's (2010) uniform distribution by fan-in and fan-out for matrices, or -1 .. 1 for bipolar ones where the
     * recipe wants it; gammas stay 1 and betas 0.
     */
    private void initialize(long seed) {
        int index = 0;
        for (Weight weight : weights()) {
            index++;
            if (weight.latent().rank() != 2) {
                continue;
            }
            SplitMix64 random = SplitMix64.of(seed, INIT_STREAM, index);
            long fanIn = weight.latent().size(0);
            long fanOut = weight.latent().size(1);
            Layer layer = network.layer(weight.layer());
            if (layer instanceof Layer.Depthwise) {
                // If channels stay separate, each input feeds as many outputs as each output reads inputs.
                fanOut = fanIn;
            } else if (layer instanceof Layer.Conv conv) {
                fanOut /= conv.groups();
            }
            boolean even = weight.type() == WeightType.BIPOLAR
                    && recipe.descent().latents().first() == Descent.Latents.First.UNIFORM;
            double limit = even ? 1 : Math.sqrt(6.0 / (fanIn + fanOut));
            float[] values = new float[(int) weight.latent().length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.between(-limit, limit);
            }
            Native.write(weight.latent(), values);
            weight.begin(kernels);
        }
    }

    /**
     * The result of one step.
     *
     * @param correct labels whose class got the highest score
     * @param counted labels that count
     */
    public record Step(double loss, int correct, int counted, long flips) {}

    /**
     * Trains one step on a full batch of raw bytes.
     *
     * @param labels of each image, or of each position of the images' maps, row by row; -1 for one that does not count
     */
    public Step step(byte[] pixels, int[] labels, double rate, int epoch, int batch) {
        Mixup mixup =
                Mixup.of(recipe.regularization().augment().mixup(), recipe.run().seed(), epoch, batch, images);
        mixup.labels(labels, others);
        INDArray scores = forward(pixels, mixup, epoch, batch);
        LossTargets targets = new LossTargets(
                labels, others, mixup.share(), recipe.objective().loss().smoothing(), classWeights);
        double loss = recipe.objective().loss().function() == Recipe.Loss.Function.CROSS_ENTROPY
                ? kernels.crossEntropy(scores, targets, scoreScale, scoreGradient)
                : kernels.squaredHinge(scores, targets, scoreScale, scoreGradient);
        if (teacher != null) {
            INDArray taught = teacher.scores(pixels, mixup, epoch, batch);
            loss = kernels.distil(scores, scoreScale, taught, teacher.teacher(), loss, scoreGradient);
            clock.done("teacher", StepClock.Part.FORWARD);
        }
        if (!Double.isFinite(loss)) {
            return new Step(loss, 0, targets.counted(), 0);
        }
        int correct = correct(scores, labels);
        clock.done("loss", StepClock.Part.FORWARD);
        backward(scoreGradient);
        steps++;
        long flips = 0;
        for (Map.Entry<TrainLayer, List<Optimizer>> layer : descents.entrySet()) {
            for (Optimizer descent : layer.getValue()) {
                flips += descent.step(kernels, rate, steps);
            }
            clock.done(layer.getKey().name(), StepClock.Part.UPDATE);
        }
        if (average.isPresent()) {
            average.get().follow(kernels, steps);
            clock.done("average", StepClock.Part.UPDATE);
        }
        return new Step(loss, correct, targets.counted(), flips);
    }

    public INDArray forward(byte[] pixels, int epoch, int batch) {
        return forward(pixels, Mixup.NONE, epoch, batch);
    }

    public INDArray forward(byte[] pixels, Mixup mixup, int epoch, int batch) {
        mixup.values(byteValues, pixels, images, inputValues);
        Native.write(input, inputValues);
        clock.done("input", StepClock.Part.FORWARD);
        INDArray x = input;
        for (TrainLayer layer : layers) {
            layer.startStep(epoch, batch);
            x = layer.forward(x);
            for (Operand reader : readers.getOrDefault(layer, List.of())) {
                reader.layer().keep(reader.index(), x);
            }
            clock.done(layer.name(), StepClock.Part.FORWARD);
        }
        return x;
    }

    /** Starts or ends the passes that settle the running estimates of batch norms: see {@link TrainLayer#settle}. */
    void settle(boolean on) {
        layers.forEach(layer -> layer.settle(on));
    }

    void backward(INDArray gradient) {
        INDArray g = gradient;
        for (int i = layers.size() - 1; i >= firstLearning; i--) {
            for (Operand reader : readers.getOrDefault(layers.get(i), List.of())) {
                INDArray more = reader.layer().gradient(reader.index());
                g = g == null ? more : g.addi(more);
            }
            g = layers.get(i).backward(g);
            clock.done(layers.get(i).name(), StepClock.Part.BACKWARD);
        }
    }

    private static int correct(INDArray scores, int[] labels) {
        int classes = (int) scores.size(1);
        float[] row = new float[classes];
        FloatBuffer buffer = Native.floats(scores);
        int correct = 0;
        for (int i = 0; i < scores.size(0); i++) {
            buffer.get(i * classes, row);
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = row[c] > row[best] ? c : best;
            }
            correct += best == labels[i] ? 1 : 0;
        }
        return correct;
    }

    /** The first layer with a weight, a moment or a running estimate that is not finite. */
    Optional<String> firstNotFinite() {
        for (Map.Entry<String, INDArray> e : stateArrays().entrySet()) {
            for (float v : Native.values(e.getValue())) {
                if (!Float.isFinite(v)) {
                    return Optional.of(e.getKey().substring(0, e.getKey().indexOf('.')));
                }
            }
        }
        return Optional.empty();
    }

    /** The layer to name where a loss is too large: the first that is not finite, or the last. */
    String suspect() {
        return firstNotFinite().orElse(layers.get(layers.size() - 1).name());
    }

    long steps() {
        return steps;
    }

    /** The arrays that inference needs, by name. */
    Parameters parameters() {
        return ParameterTransfer.parameters(network, layers);
    }

    /**
     * Starts from parameters that {@link #parameters} returned for a network with the same layers. The optimizer starts afresh.
     * Integer weights, which come in units of a step, are scaled so that the largest magnitude is 1.
     */
    void start(TrainRequest.TrainedNetwork taught) {
        ParameterTransfer.start(taught, layers, kernels);
    }

    /** Everything that a later step depends on: latent values, moments, running estimates. */
    Parameters state() {
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        stateArrays().forEach((name, array) -> arrays.put(name, ParameterTransfer.vector(array)));
        return new Parameters(arrays);
    }

    /** Size in bytes of what {@link #state} returns. */
    long stateBytes() {
        return Float.BYTES
                * stateArrays().values().stream().mapToLong(INDArray::length).sum();
    }

    /** Restores a state that {@link #state} returned after {@code stepsDone} steps. */
    void restore(Parameters state, long stepsDone) {
        stateArrays().forEach((name, array) -> {
            float[] values = state.get(name).values();
            if (values.length != array.length()) {
                throw new IllegalArgumentException(name + " has " + values.length + " values, not " + array.length());
            }
            Native.write(array, values);
        });
        weights().forEach(w -> w.refresh(kernels));
        steps = stepsDone;
    }

    /** The arrays of the state by name, in an order that depends only on the network and recipe. */
    Map<String, INDArray> stateArrays() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (TrainLayer layer : layers) {
            List<Weight> weights = layer.weights();
            for (int i = 0; i < weights.size(); i++) {
                String name = weights.get(i).name();
                arrays.put(name, weights.get(i).latent());
                descents.get(layer).get(i).state().forEach((part, array) -> arrays.put(name + "." + part, array));
            }
            layer.estimates().forEach((name, array) -> arrays.put(layer.name() + "." + name, array));
        }
        average.ifPresent(a -> arrays.putAll(a.state()));
        return arrays;
    }
}
