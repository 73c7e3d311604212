// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.convert;

import dev.bnn.ir.Affines;
import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Levels;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.View;
import dev.bnn.ir.Weights;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Normalization;
import dev.bnn.model.Parameters;
import dev.bnn.model.ValueSet;
import dev.bnn.pass.Problems;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the IR of a trained network: one node per layer, except for the beginnings of branches, with weights as their signs or
 * integers.
 */
public final class FromNetwork implements Layer.Visitor<Op> {
    public static final String WHY = "The trained network as it is, with the signs or integers of its latent weights.";

    private final Network network;
    private final ParameterReader parameters;
    private final List<Diagnostic> problems = new ArrayList<>();

    private FromNetwork(Network network, Parameters parameters) {
        this.network = network;
        this.parameters = new ParameterReader(parameters, problems);
    }

    public static Ir build(Network network, Parameters parameters) {
        return new FromNetwork(network, parameters).build();
    }

    private Ir build() {
        for (Layer layer : network.layers()) {
            if (Network.isFloat(layer)) {
                boolean weights = layer instanceof Layer.Weighted;
                problems.add(Problems.error(
                        Code.FLOAT_LAYER,
                        layer.span(),
                        layer.name()
                                + (weights
                                        ? " has float weights and cannot be synthesized"
                                        : " has no levels and cannot be synthesized"),
                        (weights ? "give it weights bipolar" : "write `sign`, or `relu` with 2 to 8 bits")
                                + "; a float network can be trained and evaluated only"));
            }
        }
        throwProblems();
        List<Optional<Op>> ops = new ArrayList<>();
        for (Layer layer : network.layers()) {
            ops.add(layer instanceof Layer.Branch ? Optional.empty() : Optional.of(layer.accept(this)));
        }
        throwProblems();
        Span span = network.span();
        IrBuilder ir = new IrBuilder(network.name(), network.classes());
        Node bytes = ir.input(free("input"), network.input().shape(), span);
        Node image = ir.add("input.scale", new Op.Scale(network.inputScale()), List.of(bytes), span, Optional.empty());
        List<Node> yielding = new ArrayList<>();
        for (int i = 0; i < ops.size(); i++) {
            List<Node> inputs = network.inputs(i).stream()
                    .map(layer -> layer == Network.IMAGE ? image : yielding.get(layer))
                    .toList();
            Layer layer = network.layers().get(i);
            // The layer after the beginning of a branch reads the earlier node itself.
            yielding.add(ops.get(i).map(op -> add(layer, op, inputs, ir)).orElseGet(() -> inputs.get(0)));
        }
        Ir built = ir.build();
        checkSums(built);
        throwProblems();
        return built;
    }

    /** Adds the nodes of a layer and returns the one that yields its values. */
    private static Node add(Layer layer, Op op, List<Node> inputs, IrBuilder ir) {
        Optional<View> view = Optional.of(View.of(layer.name()));
        if (layer instanceof Layer.AvgPool p) {
            // The layer's value is the mean; the integers are its sums.
            Node sums = ir.add(layer.name(), op, inputs, layer.span(), Optional.empty());
            Op.Affine mean = Affines.uniform(p.mean(), p.output().shape());
            return ir.add(layer.name() + ".mean", mean, List.of(sums), layer.span(), view);
        }
        return ir.add(layer.name(), op, inputs, layer.span(), view);
    }

    private String free(String name) {
        boolean taken = network.layers().stream().anyMatch(l -> l.name().equals(name));
        return taken ? free(name + "_") : name;
    }

    @Override
    public Op conv(Layer.Conv layer) {
        return new Op.Conv(weights(layer), layer.window(), layer.padding(), layer.groups());
    }

    @Override
    public Op depthwise(Layer.Depthwise layer) {
        return new Op.Depthwise(weights(layer), layer.window(), layer.padding());
    }

    @Override
    public Op dense(Layer.Dense layer) {
        return new Op.Dense(weights(layer));
    }

    @Override
    public Op maxPool(Layer.MaxPool layer) {
        return new Op.Pool(layer.window(), layer.padding(), noChannels(layer));
    }

    @Override
    public Op avgPool(Layer.AvgPool layer) {
        return new Op.Sum(layer.window(), noChannels(layer));
    }

    @Override
    public Op quantize(Layer.Quantize layer) {
        return new Op.Quantize(layer.activation(), false);
    }

    @Override
    public Op add(Layer.Add layer) {
        return new Op.Add(noChannels(layer));
    }

    @Override
    public Op branch(Layer.Branch layer) {
        throw new IllegalStateException(layer.name() + " computes nothing");
    }

    @Override
    public Op concat(Layer.Concat layer) {
        return new Op.Concat();
    }

    @Override
    public Op flatten(Layer.Flatten layer) {
        return new Op.Flatten();
    }

    @Override
    public Op dropout(Layer.Dropout layer) {
        return new Op.Dropout();
    }

    /** A mask without any channel. */
    private static boolean[] noChannels(Layer layer) {
        return new boolean[layer.input().shape().channels()];
    }

    private Weights weights(Layer.Weighted layer) {
        float[] latent = parameters.read(layer, "weight", layer.weightShape());
        byte[] values = new byte[latent.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) layer.weights().of(latent[i]);
        }
        return new Weights(layer.rows(), layer.columns(), values, layer.weights());
    }

    @Override
    public Op shuffle(Layer.Shuffle layer) {
        return new Op.Shuffle(layer.channels());
    }

    @Override
    public Op upsample(Layer.Upsample layer) {
        return new Op.Upsample(layer.factor());
    }

    @Override
    public Op batchNorm(Layer.BatchNorm layer) {
        int channels = layer.input().shape().channels();
        float[] gamma = parameters.read(layer, "gamma", channels);
        float[] beta = parameters.read(layer, "beta", channels);
        float[] mean = parameters.read(layer, "mean", channels);
        float[] variance = parameters.read(layer, "variance", channels);
        List<Normalization> table = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            try {
                table.add(Normalization.of(gamma[c], beta[c], mean[c], variance[c], layer.eps()));
            } catch (IllegalArgumentException e) {
                problems.add(Problems.error(
                        Code.PARAMETER,
                        layer.span(),
                        layer.name() + " is not a finite map in channel " + c + ": " + e.getMessage(),
                        "the training has diverged; lower the learning rate and train again"));
            }
        }
        return new Op.Normalize(table);
    }

    /** Sums must be integers: of bytes, of bits, or of levels. */
    private void checkSums(Ir ir) {
        for (Node node : ir.nodes()) {
            if (node.inputs().isEmpty()) {
                continue;
            }
            Node producer = ir.producer(node, 0);
            ValueSet in = producer.type().values();
            boolean integers = in instanceof ValueSet.ScaledBytes
                    || Levels.of(ir, producer).isPresent();
            if (node.op() instanceof Op.Summing && !integers) {
                problems.add(Problems.error(
                        Code.NO_INTEGER_FORM,
                        node.span(),
                        node.name() + " reads " + in + " values, where the device has bits or the bytes of the image",
                        "put a sign before it"));
                return;
            }
            if (!ir.inputTypes(node).stream().allMatch(type -> type.values().equals(in))) {
                problems.add(Problems.error(
                        Code.NO_INTEGER_FORM,
                        node.span(),
                        node.name() + (node.op() instanceof Op.Concat ? " joins" : " adds") + " values of two kinds",
                        "end the residual with the same sign, quant, relu or ternary as stands before it"));
                return;
            }
        }
    }

    private void throwProblems() {
        if (!problems.isEmpty()) {
            throw new DiagnosticException(problems);
        }
    }
}
