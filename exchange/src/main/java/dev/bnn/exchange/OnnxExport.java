// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.ModelWriter;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Exports the integer network as an ONNX model of standard operators (operator set 13). The model computes the same scores
 * bit for bit in any runtime: sums are integers in float32, which are exact below 2^24 in any order of addition; thresholds
 * are comparisons; scores are int64.
 *
 * <p>Input {@code image}: uint8 [N, channels, height, width], the bytes of the image as they are. Output: int64 [N, classes]; for
 * a map of classes [N, classes, height, width]. Weights are float32, -1 and +1, so that every runtime uses its usual convolution
 * and matrix product.
 */
public final class OnnxExport {
    /** Name of the graph's input. */
    public static final String INPUT = "image";

    /** Key in the model's metadata of the class names, one per line. */
    public static final String CLASSES = "classes";

    /** Integers up to this magnitude are exact in float32. */
    private static final long EXACT = 1L << 24;

    private OnnxExport() {}

    /**
     * Lowers a trained network and writes the result.
     *
     * @throws dev.bnn.source.DiagnosticException if the network has no integer form
     * @throws ExchangeException if its sums do not fit float32
     */
    public static void write(Network network, Parameters parameters, Path file) throws ExchangeException, IOException {
        Lowered lowered =
                Lowering.lower(new LoweringRequest(network, parameters, Optional.empty(), List.of(), Optional.empty()));
        ModelWriter.write(file, model(lowered.ir()));
    }

    /** The model of a lowered network. */
    public static Model model(Ir lowered) throws ExchangeException {
        GraphBuilder graph = new GraphBuilder(lowered.network(), INPUT);
        graph.add("image.float", "Cast", Map.of("to", new Attribute.Int(Tensor.FLOAT)));
        OnnxNodes nodes = new OnnxNodes(graph);
        for (Node node : lowered.nodes().subList(1, lowered.nodes().size())) {
            List<TensorType> inputs = lowered.inputTypes(node);
            if (node.op() instanceof Op.Summing sums) {
                requireExact(node, sums, inputs);
            }
            nodes.add(node, inputs.get(node.op().nearest()));
        }
        Shape image = lowered.nodes().get(0).type().shape();
        Model.Value input = new Model.Value(INPUT, Tensor.UINT8, GraphBuilder.dims(Model.Dim.BATCH, image));
        Model.Value output = new Model.Value(
                graph.value(),
                Tensor.INT64,
                GraphBuilder.scores(Model.Dim.BATCH, lowered.output().type().shape()));
        return graph.build(input, output, Map.of(), Map.of(), Map.of(CLASSES, String.join("\n", lowered.classes())));
    }

    /** True for models that {@link #model} makes. */
    public static boolean wrote(Model model) {
        return model.producer().equals(GraphBuilder.PRODUCER)
                && model.graph().inputs().size() == 1
                && model.graph().inputs().get(0).type() == Tensor.UINT8;
    }

    private static void requireExact(Node node, Op.Summing op, List<TensorType> inputs) throws ExchangeException {
        ValueSet.Integers sums = op.range(inputs).values();
        boolean bits = inputs.get(0).values() instanceof ValueSet.Bipolar;
        long most = Math.max(Math.max(-sums.lo(), sums.hi()), bits ? op.terms() : 0);
        if (most >= EXACT) {
            throw new ExchangeException("the sums of " + node.name() + " reach " + most
                    + ", but float32 holds whole numbers only up to " + EXACT
                    + "; give the layer fewer inputs to export it to ONNX");
        }
    }
}
