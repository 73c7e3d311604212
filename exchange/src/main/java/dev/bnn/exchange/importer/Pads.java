// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.model.Shape;
import java.util.Arrays;

/** The padding on the four sides of a map: of a Pad node, or of the {@code auto_pad} of a Conv or pool. */
final class Pads {
    private static final int MOST = 256;
    private static final int RANK = 4;

    private Pads() {}

    /** The amount that a Pad node adds on each side of a map [N, C, H, W]. */
    static int amount(GraphNode pad) throws ExchangeException {
        boolean attributes = pad.opset() < 11;
        long[] given = attributes
                ? pad.integers("pads").stream().mapToLong(Long::longValue).toArray()
                : pad.wholes(1, "pads");
        long[] pads = pad.has(3) ? spread(pad, given, pad.wholes(3, "axes")) : given;
        boolean map = pads.length == 2 * RANK && pads[0] == 0 && pads[1] == 0 && pads[4] == 0 && pads[5] == 0;
        if (!map || pads[2] != pads[3] || pads[2] != pads[6] || pads[2] != pads[7] || pads[2] < 0 || pads[2] >= MOST) {
            throw pad.refuse(
                    "does not pad four sides alike", "only a padding that keeps the size of the map can be imported");
        }
        return (int) pads[2];
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

    /** The padded value in units of the bits' magnitude: 0, -1 or +1. */
    static int value(GraphNode pad, double bits) throws ExchangeException {
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

    /** The amount that {@code auto_pad} adds on each side. Refuses sides that differ. */
    static int automatic(GraphNode node, Shape in, int size, int stride) throws ExchangeException {
        String mode = node.text("auto_pad");
        if (mode.equals("NOTSET")) {
            return 0;
        }
        if (node.square("pads") != 0) {
            throw node.refuse("has pads and auto_pad " + mode, "the graph is not well formed");
        }
        if (mode.equals("VALID")) {
            return 0;
        }
        int rows = total(in.height(), size, stride);
        int columns = total(in.width(), size, stride);
        if (rows != columns || rows % 2 != 0) {
            throw node.refuse(
                    "auto_pad " + mode + " adds " + rows + " rows and " + columns + " columns to " + in,
                    "only the same number on all four sides can be imported");
        }
        return rows / 2;
    }

    /** The amount on both sides together, so that a window begins at each multiple of the stride. */
    private static int total(int extent, int size, int stride) {
        long windows = (extent + stride - 1L) / stride;
        return (int) Math.max(0, (windows - 1) * stride + size - extent);
    }
}
