// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import java.util.List;

/** A grouped convolution of {@link FloatModel}: each group is a convolution of its own on its channels. */
record GroupedStep(List<InferenceStep> groups, int inChannels, int outChannels) implements InferenceStep {
    GroupedStep {
        groups = List.copyOf(groups);
    }

    @Override
    public double[] apply(double[][] inputs, int n) {
        int in = inChannels / groups.size();
        int out = outChannels / groups.size();
        double[] all = new double[0];
        for (int g = 0; g < groups.size(); g++) {
            double[] part = new double[inputs[0].length / groups.size()];
            for (int pixel = 0; pixel < part.length / in; pixel++) {
                System.arraycopy(inputs[0], pixel * inChannels + g * in, part, pixel * in, in);
            }
            double[] values = groups.get(g).apply(new double[][] {part}, n);
            if (g == 0) {
                all = new double[values.length * groups.size()];
            }
            for (int pixel = 0; pixel < values.length / out; pixel++) {
                System.arraycopy(values, pixel * out, all, pixel * outChannels + g * out, out);
            }
        }
        return all;
    }
}
