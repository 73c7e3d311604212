// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.shape;

import dev.bnn.exchange.graph.LiveGraph;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Determines from the first node that depends on it whether the image has its channels first (N x C x H x W) or last. */
public final class ImageAxes {
    /** Operations that do not depend on the order of the axes. */
    private static final Set<String> ANY_ORDER = Set.of(
            "Identity",
            "Cast",
            "Dropout",
            "Add",
            "Sub",
            "Mul",
            "Div",
            "Quant",
            "IntQuant",
            "BipolarQuant",
            "Sign",
            "Pad");
    /** Operations that turn a map into a vector. */
    private static final Set<String> VECTOR = Set.of("Flatten", "Reshape");

    private static final List<Long> TO_CHANNELS_FIRST = List.of(0L, 3L, 1L, 2L);
    /** Maximum number of channels of an image: three colors and alpha. */
    private static final long MOST_CHANNELS = 4;

    /**
     * The axes found.
     *
     * @param guessed true if the order is guessed from the extents, since no node determines it
     */
    public record Found(AxisOrder order, boolean guessed) {}

    private ImageAxes() {}

    /** @param dims extents of the image, the batch first */
    public static Found of(LiveGraph graph, long[] dims) {
        Set<String> same = new HashSet<>(Set.of(graph.image().name()));
        for (Model.Node node : graph.nodes()) {
            if (node.inputs().stream().noneMatch(same::contains)) {
                continue;
            }
            if (node.op().equals("Transpose")) {
                boolean last = node.attributes().get("perm") instanceof Attribute.Ints perm
                        && perm.values().equals(TO_CHANNELS_FIRST);
                return new Found(last ? AxisOrder.HWC : AxisOrder.CHW, false);
            }
            if (VECTOR.contains(node.op())) {
                boolean last = dims[3] <= MOST_CHANNELS && dims[1] > MOST_CHANNELS;
                return new Found(last ? AxisOrder.HWC : AxisOrder.CHW, last);
            }
            if (!ANY_ORDER.contains(node.op())) {
                break;
            }
            same.addAll(node.outputs());
        }
        return new Found(AxisOrder.CHW, false);
    }
}
