// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.util.List;
import java.util.Map;

/**
 * A product and its thresholds.
 *
 * @param bits where bits go, with one level
 * @param codes where codes go, with several
 */
record ThresholdedProduct(Product product, Stage.Threshold t, Offsets[] levels, Planes bits, int[][] codes)
        implements VectorEngine.Step {
    @Override
    public void run(Map<String, long[]> trace) {
        if (trace != null) {
            sums(product, new int[product.of().output().size()], trace);
        }
        run(List.of(this));
        if (codes != null) {
            Codes.note(trace, t, codes);
        } else {
            VectorEngine.note(trace, t, bits);
        }
    }

    /** This step of several chains. */
    void run(List<ThresholdedProduct> steps) {
        Product[] products = steps.stream().map(ThresholdedProduct::product).toArray(Product[]::new);
        if (codes != null) {
            int[][][] outs = steps.stream().map(ThresholdedProduct::codes).toArray(int[][][]::new);
            product.codes(products, levels, outs);
        } else {
            Planes[] outs = steps.stream().map(ThresholdedProduct::bits).toArray(Planes[]::new);
            product.bits(products, levels[0], outs);
        }
    }

    /** The stage's own sums of a product's accumulators. */
    static void sums(Product product, int[] raw, Map<String, long[]> trace) {
        product.raw(raw);
        int columns = product.of().columns();
        boolean bits = product instanceof BitProduct;
        for (int i = 0; i < raw.length; i++) {
            raw[i] = bits ? columns - 2 * raw[i] : -raw[i];
        }
        if (trace != null) {
            long[] values = new long[raw.length];
            for (int i = 0; i < raw.length; i++) {
                values[i] = raw[i];
            }
            trace.put(product.of().name(), values);
        }
    }
}
