// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.shape;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import java.util.Arrays;

/** The padding on the four sides of a map: from a Pad node, or from the {@code auto_pad} of a Conv or pool. */
public final class Pads {
    private static final int MOST = 256;
    private static final int RANK = 4;

    private Pads() {}

    /** The amounts that a Pad node adds on the sides of a map. */
    public static Padding amounts(GraphNode pad, ValueLayout form) throws ExchangeException {
        boolean attributes = pad.opset() < 11;
        long[] given = attributes
                ? pad.integers("pads").stream().mapToLong(Long::longValue).toArray()
                : pad.wholes(1, "pads");
        long[] pads = pad.has(3) ? spread(pad, given, pad.wholes(3, "axes")) : given;
        int channels = form.channelAxis();
        boolean map = pads.length == 2 * RANK
                && pads[0] == 0
                && pads[RANK] == 0
                && pads[channels] == 0
                && pads[RANK + channels] == 0;
        if (!map || Arrays.stream(pads).anyMatch(n -> n < 0 || n >= MOST)) {
            throw pad.refuse(
                    "does not pad the four sides of a map by 0 to " + (MOST - 1),
                    "pad rows and columns, and by less than the kernel spans");
        }
        int rows = form.axis('H');
        int columns = form.axis('W');
        return new Padding(
                (int) pads[rows], (int) pads[RANK + rows], (int) pads[columns], (int) pads[RANK + columns], 0);
    }

    /** Expands the pads of some axes to all axes. */
    private static long[] spread(GraphNode pad, long[] pads, long[] axes) throws ExchangeException {
        long[] all = new long[2 * RANK];
        boolean[] seen = new boolean[RANK];
        for (int i = 0; i < axes.length; i++) {
            long axis = axes[i] < 0 ? axes[i] + RANK : axes[i];
            if (pads.length != 2 * axes.length || axis < 0 || axis >= RANK || seen[(int) axis]) {
                throw pad.refuse(
                        "has " + pads.length + " pads for the axes " + Arrays.toString(axes),
                        "the graph is not well formed");
            }
            seen[(int) axis] = true;
            all[(int) axis] = pads[i];
            all[RANK + (int) axis] = pads[axes.length + i];
        }
        return all;
    }

    /** The value of the padding in units of the bits' magnitude: 0, -1 or +1. */
    public static int value(GraphNode pad, double bits) throws ExchangeException {
        float given = 0;
        if (pad.opset() < 11) {
            given = pad.real("value");
        } else if (pad.has(2)) {
            given = pad.number(2, "value", 1);
        }
        double value = given / bits;
        if (value != 0 && value != 1 && value != -1) {
            throw pad.refuse("pads with " + value, "only 0, -1 and +1 can be imported");
        }
        return (int) value;
    }

    /** The amounts that the {@code pads} or the {@code auto_pad} of a node add. */
    public static Padding automatic(GraphNode node, Shape in, Window window) throws ExchangeException {
        int[] pads = node.sizes("pads");
        Padding said = new Padding(pads[0], pads[2], pads[1], pads[3], 0);
        String mode = node.text("auto_pad");
        if (mode.equals("NOTSET")) {
            return said;
        }
        if (!said.isNone()) {
            throw node.refuse("has pads and auto_pad " + mode, "the graph is not well formed");
        }
        if (mode.equals("VALID")) {
            return said;
        }
        Padding same = Padding.same(window, in, 0);
        return mode.equals("SAME_UPPER") ? same : new Padding(same.bottom(), same.top(), same.right(), same.left(), 0);
    }
}
