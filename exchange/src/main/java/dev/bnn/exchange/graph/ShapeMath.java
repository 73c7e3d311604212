// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.ExchangeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The operations on shapes that tracing tools emit to reshape a value: they slice and concatenate lists of sizes. */
public final class ShapeMath {
    private static final String NOT_WELL_FORMED = "the graph is not well formed";

    private ShapeMath() {}

    /** The shape that a Reshape gives a value of shape {@code from}; empty if it does not fit. */
    public static Optional<long[]> target(GraphNode node, long[] from) throws ExchangeException {
        long[] to = node.wholes(1, "sizes");
        boolean copies = node.opset() < 14 || node.integer("allowzero") == 0;
        long size = Arrays.stream(from).reduce(1, (a, b) -> a * b);
        long known = 1;
        int free = -1;
        for (int i = 0; i < to.length; i++) {
            if (to[i] == 0 && copies) {
                to[i] = i < from.length ? from[i] : -2;
            }
            if (to[i] == -1 && free < 0) {
                free = i;
            } else if (to[i] < 1) {
                return Optional.empty();
            } else {
                known = Math.min(known * to[i], Integer.MAX_VALUE);
            }
        }
        if (free >= 0 && size % known == 0) {
            to[free] = size / known;
            known = size;
        }
        return known == size ? Optional.of(to) : Optional.empty();
    }

    static Constant reshape(Constant of, GraphNode node) throws ExchangeException {
        return of.in(target(node, of.dims())
                .orElseThrow(() -> node.refuse(
                        "does not fit a constant of shape " + Arrays.toString(of.dims()), NOT_WELL_FORMED)));
    }

    static Constant shape(GraphNode node, long[] dims) throws ExchangeException {
        if (node.opset() < 15) {
            return Constant.shape(dims);
        }
        int start = bound(node.integer("start"), dims.length);
        int end = node.says("end") ? bound(node.integer("end"), dims.length) : dims.length;
        return Constant.shape(Arrays.copyOfRange(dims, start, Math.max(start, end)));
    }

    /** A bound of a slice: counted from the end if it is negative, and clamped to the list. */
    private static int bound(double at, int size) {
        return (int) Math.max(0, Math.min(size, at < 0 ? at + size : at));
    }

    /** The axes that a Squeeze or Unsqueeze names; empty if it names none. */
    public static List<Long> axes(GraphNode node) throws ExchangeException {
        if (node.opset() < 13) {
            return node.says("axes") ? node.integers("axes") : List.of();
        }
        return node.has(1) ? Arrays.stream(node.wholes(1, "axes")).boxed().toList() : List.of();
    }

    /** Squeeze removes extents of 1, Unsqueeze inserts them. */
    static Constant squeeze(Constant of, GraphNode node) throws ExchangeException {
        boolean in = node.op().equals("Unsqueeze");
        List<Long> axes = axes(node);
        int rank = of.dims().length + (in ? axes.size() : 0);
        TreeSet<Integer> places = new TreeSet<>();
        for (long axis : axes) {
            long place = axis < 0 && node.opset() >= 11 ? axis + rank : axis;
            if (place < 0 || place >= rank || !places.add((int) place)) {
                throw node.refuse("has the axes " + axes + " for " + rank, NOT_WELL_FORMED);
            }
        }
        long[] dims = new long[in ? rank : rank - places.size()];
        int next = 0;
        if (in) {
            for (int i = 0; i < rank; i++) {
                dims[i] = places.contains(i) ? 1 : of.dims()[next++];
            }
            return of.in(dims);
        }
        if (axes.isEmpty()) {
            return of.in(Arrays.stream(of.dims()).filter(n -> n != 1).toArray());
        }
        for (int i = 0; i < rank; i++) {
            if (!places.contains(i)) {
                dims[next++] = of.dims()[i];
            } else if (of.dims()[i] != 1) {
                throw node.refuse("takes out the extent " + of.dims()[i], NOT_WELL_FORMED);
            }
        }
        return of.in(dims);
    }

    static Constant gather(Constant of, GraphNode node, Constants budget) throws ExchangeException {
        requireList(of, node);
        Constant at = node.constant(1, "indices");
        budget.spend(at.values().length, node);
        long[] indices = node.wholes(at, "indices");
        float[] values = new float[indices.length];
        for (int i = 0; i < values.length; i++) {
            long place = indices[i] < 0 ? indices[i] + of.values().length : indices[i];
            if (place < 0 || place >= of.values().length) {
                throw node.refuse("reads place " + indices[i] + " of " + of.values().length, NOT_WELL_FORMED);
            }
            values[i] = of.values()[(int) place];
        }
        return new Constant(at.dims(), values, of.whole());
    }

    static Constant slice(Constant of, GraphNode node) throws ExchangeException {
        requireList(of, node);
        boolean attributes = node.opset() < 10;
        double start = attributes ? only(node.integers("starts"), node) : first(node, 1, "start");
        double end = attributes ? only(node.integers("ends"), node) : first(node, 2, "end");
        double axis = attributes
                ? node.says("axes") ? only(node.integers("axes"), node) : 0
                : node.has(3) ? first(node, 3, "axis") : 0;
        double step = node.has(4) ? first(node, 4, "step") : 1;
        if (axis != 0 && axis != -1 || step != 1 || Double.isNaN(start) || Double.isNaN(end)) {
            throw node.refuse(
                    "slices along axis " + axis + " in steps of " + step, "only lists of sizes can be sliced");
        }
        int from = bound(start, of.values().length);
        float[] values = Arrays.copyOfRange(of.values(), from, Math.max(from, bound(end, of.values().length)));
        return new Constant(new long[] {values.length}, values, of.whole());
    }

    /** The single number of an input. The end of a slice may be larger than any size. */
    private static double first(GraphNode node, int input, String what) throws ExchangeException {
        Constant constant = node.constant(input, what);
        if (constant.dims().length != 1 || constant.values().length != 1) {
            throw node.refuse(
                    "has a " + what + " of shape " + Arrays.toString(constant.dims()),
                    "only lists of sizes can be sliced");
        }
        return constant.values()[0];
    }

    private static double only(List<Long> list, GraphNode node) throws ExchangeException {
        if (list.size() != 1) {
            throw node.refuse("slices along " + list.size() + " axes", "only lists of sizes can be sliced");
        }
        return list.get(0);
    }

    static Constant concat(GraphNode node, Constants budget) throws ExchangeException {
        if (!node.isAxis(0, 1)) {
            throw node.refuse("axis is " + node.integer("axis"), "lists of sizes have axis 0");
        }
        List<Constant> parts = new ArrayList<>();
        int size = 0;
        for (int i = 0; i < node.inputs().size(); i++) {
            Constant part = node.constant(i, "list of sizes");
            requireList(part, node);
            budget.spend(part.values().length, node);
            size += part.values().length;
            parts.add(part);
        }
        float[] values = new float[size];
        int next = 0;
        for (Constant part : parts) {
            System.arraycopy(part.values(), 0, values, next, part.values().length);
            next += part.values().length;
        }
        boolean whole = parts.stream().allMatch(Constant::whole);
        return new Constant(new long[] {size}, values, whole);
    }

    private static void requireList(Constant of, GraphNode node) throws ExchangeException {
        if (of.dims().length != 1) {
            throw node.refuse(
                    "works on a constant of shape " + Arrays.toString(of.dims()),
                    "only lists of sizes can be imported");
        }
    }
}
