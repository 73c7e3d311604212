// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.planes;

import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.util.Arrays;

/** Pools of maps in bit planes: the largest value of each window or, in some channels, the smallest. It unpacks nothing. */
public final class PlanePools {
    private PlanePools() {}

    /** @param least the mask of the channels that take the smallest value */
    public static void pool(Stage.Pool p, int[] least, BitPlanes in, BitPlanes out) {
        for (int w = 0; w < least.length; w++) {
            if (in.planes() == 1) {
                bits(p, in.data()[w], out.data()[w], least[w]);
            } else if (in.planes() == 2) {
                int upper = in.words() + w;
                pairs(p, in.data()[w], in.data()[upper], out.data()[w], out.data()[upper], least[w]);
            } else {
                codes(p, w, least[w], in, out);
            }
        }
    }

    /** Bits: OR over each window; in the masked channels AND, as the complement of the OR of complements. */
    private static void bits(Stage.Pool p, int[] from, int[] to, int flip) {
        int width = p.input().width();
        Window window = p.window();
        int at = 0;
        for (int y = 0; y < p.output().height(); y++) {
            int endRow = window.endRow(y, p.input());
            for (int x = 0; x < p.output().width(); x++) {
                int endColumn = window.endColumn(x, p.input());
                int any = 0;
                for (int ky = window.firstRow(y); ky < endRow; ky++) {
                    int row = window.row(y, ky) * width;
                    for (int kx = window.firstColumn(x); kx < endColumn; kx++) {
                        any |= from[row + window.column(x, kx)] ^ flip;
                    }
                }
                to[at++] = any ^ flip;
            }
        }
    }

    /** Codes of two bits: OR of each level, that is, of at least 1, 2 and 3. */
    private static void pairs(Stage.Pool p, int[] lower, int[] upper, int[] toLower, int[] toUpper, int flip) {
        int width = p.input().width();
        Window window = p.window();
        int at = 0;
        for (int y = 0; y < p.output().height(); y++) {
            int endRow = window.endRow(y, p.input());
            for (int x = 0; x < p.output().width(); x++) {
                int endColumn = window.endColumn(x, p.input());
                int one = 0;
                int two = 0;
                int three = 0;
                for (int ky = window.firstRow(y); ky < endRow; ky++) {
                    int row = window.row(y, ky) * width;
                    for (int kx = window.firstColumn(x); kx < endColumn; kx++) {
                        int a = lower[row + window.column(x, kx)] ^ flip;
                        int b = upper[row + window.column(x, kx)] ^ flip;
                        one |= a | b;
                        two |= b;
                        three |= a & b;
                    }
                }
                toLower[at] = (one & ~two | three) ^ flip;
                toUpper[at++] = two ^ flip;
            }
        }
    }

    /** Longer codes. Those of the masked channels are complemented, too, which reverses their order. */
    private static void codes(Stage.Pool p, int w, int flip, BitPlanes in, BitPlanes out) {
        int width = p.input().width();
        Window window = p.window();
        int planes = in.planes();
        int words = in.words();
        int[] best = new int[planes];
        for (int i = 0; i < p.output().positions(); i++) {
            int y = i / p.output().width();
            int x = i % p.output().width();
            int endRow = window.endRow(y, p.input());
            int endColumn = window.endColumn(x, p.input());
            Arrays.fill(best, 0);
            for (int ky = window.firstRow(y); ky < endRow; ky++) {
                int row = window.row(y, ky) * width;
                for (int kx = window.firstColumn(x); kx < endColumn; kx++) {
                    greater(in, w, row + window.column(x, kx), flip, best);
                }
            }
            for (int k = 0; k < planes; k++) {
                out.data()[words * k + w][i] = best[k] ^ flip;
            }
        }
    }

    /** Replaces the codes in {@code best} that are less than those at a position. */
    private static void greater(BitPlanes in, int w, int position, int flip, int[] best) {
        int greater = 0;
        int equal = -1;
        for (int k = best.length - 1; k >= 0; k--) {
            int value = in.data()[in.words() * k + w][position] ^ flip;
            greater |= equal & value & ~best[k];
            equal &= ~(value ^ best[k]);
        }
        for (int k = 0; k < best.length; k++) {
            int value = in.data()[in.words() * k + w][position] ^ flip;
            best[k] = value & greater | best[k] & ~greater;
        }
    }
}
