// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Weights;
import dev.bnn.model.TensorType;
import dev.bnn.source.Span;
import java.util.List;

/**
 * What folding needs to know about a layer with weights.
 *
 * @param rows MH, output channels
 * @param columns MW, fan-in
 * @param channels input channels of a pixel
 * @param groups number of groups into which rows and channels are divided; a row uses the channels of its group
 * @param taps pixels under the kernel, or of the whole map for a dense layer
 * @param positions vectors per image
 * @param elementBits 1 for bits, 8 for bytes, n for codes of n bits
 * @param weightBits bits of a weight
 * @param depthwise true if a row uses its own channel only, and the unit reads whole pixels
 */
public record MatrixShape(
        String layer,
        Span span,
        int rows,
        int columns,
        int channels,
        int taps,
        int groups,
        int positions,
        int elementBits,
        int weightBits,
        boolean depthwise) {
    /** The layers with weights of an integer network, in order. */
    public static List<MatrixShape> of(Ir ir) {
        return ir.nodes().stream()
                .filter(node -> node.op() instanceof Op.Linear)
                .map(node -> of(ir, node, (Op.Linear) node.op()))
                .toList();
    }

    private static MatrixShape of(Ir ir, Node node, Op.Linear op) {
        Weights weights = op.weights();
        TensorType in = ir.producer(node, 0).type();
        int channels = in.shape().channels();
        boolean depthwise = op instanceof Op.Depthwise;
        int groups = op instanceof Op.Conv conv ? conv.groups() : 1;
        return new MatrixShape(
                node.name(),
                node.span(),
                weights.rows(),
                weights.columns(),
                channels,
                depthwise ? weights.columns() : weights.columns() * groups / channels,
                groups,
                node.type().shape().pixels(),
                in.values().bits(),
                weights.type().bits(),
                depthwise);
    }

    /** Rows of a group. */
    public int groupRows() {
        return rows / groups;
    }

    /** Input channels of a group. */
    public int groupChannels() {
        return channels / groups;
    }

    /** (MH / PE) * (MW / SIMD) * positions. */
    public long cycles(Folding folding) {
        return (long) (rows / folding.pe()) * (columns / folding.simd()) * positions;
    }

    /** Multiply-accumulates per image. */
    public long macs() {
        return (long) rows * columns * positions;
    }
}
