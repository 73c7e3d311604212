// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.LossTargets;
import dev.bnn.training.kernels.host.memory.Buffers;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The losses over host memory, in float64. */
final class HostLosses {
    private final Buffers buffers;
    private float[] row = new float[0];
    private double[] p = new double[0];
    private double[] target = new double[0];

    HostLosses(Buffers buffers) {
        this.buffers = buffers;
    }

    private void prepare(int classes) {
        if (row.length != classes) {
            row = new float[classes];
            p = new double[classes];
            target = new double[classes];
        }
    }

    double crossEntropy(INDArray scores, LossTargets targets, double scale, INDArray gradient) {
        int n = (int) scores.size(0);
        int classes = (int) scores.size(1);
        FloatBuffer in = buffers.of(scores);
        FloatBuffer out = buffers.of(gradient);
        prepare(classes);
        double smoothing = targets.smoothing();
        int counted = targets.counted();
        double loss = 0;
        for (int r = 0; r < n; r++) {
            in.get(r * classes, row);
            double weight = targets.weightsOf(r, target);
            double highest = Double.NEGATIVE_INFINITY;
            for (float s : row) {
                highest = Math.max(highest, scale * s);
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                p[c] = Math.exp(scale * row[c] - highest);
                sum += p[c];
            }
            double logSum = Math.log(sum);
            for (int c = 0; c < classes; c++) {
                double t = (1 - smoothing) * target[c] + smoothing * weight / classes;
                if (t > 0) {
                    loss += t * (logSum - (scale * row[c] - highest));
                }
                row[c] = (float) (scale * (weight * (p[c] / sum) - t) / counted);
            }
            out.put(r * classes, row);
        }
        return loss / counted;
    }

    double distil(
            INDArray scores,
            double scale,
            INDArray teacherScores,
            Recipe.Teacher teacher,
            double loss,
            INDArray gradient) {
        int n = (int) scores.size(0);
        int classes = (int) scores.size(1);
        FloatBuffer in = buffers.of(scores);
        FloatBuffer wanted = buffers.of(teacherScores);
        FloatBuffer out = buffers.of(gradient);
        prepare(classes);
        double t = teacher.temperature();
        double share = teacher.share();
        double divergence = 0;
        for (int r = 0; r < n; r++) {
            wanted.get(r * classes, row);
            double targetSum = softmax(1 / t, target);
            in.get(r * classes, row);
            double sum = softmax(scale / t, p);
            out.get(r * classes, row);
            for (int c = 0; c < classes; c++) {
                double q = target[c] / targetSum;
                double s = p[c] / sum;
                if (q > 0) {
                    divergence += q * (Math.log(q) - Math.log(Math.max(s, Double.MIN_NORMAL)));
                }
                row[c] = (float) ((1 - share) * row[c] + share * t * scale * (s - q) / n);
            }
            out.put(r * classes, row);
        }
        return (1 - share) * loss + share * t * t * divergence / n;
    }

    /** Stores the exponentials of factor * row, scaled so that the largest is 1, and returns their sum. */
    private double softmax(double factor, double[] into) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float s : row) {
            highest = Math.max(highest, factor * s);
        }
        double sum = 0;
        for (int c = 0; c < row.length; c++) {
            into[c] = Math.exp(factor * row[c] - highest);
            sum += into[c];
        }
        return sum;
    }

    double squaredHinge(INDArray scores, LossTargets targets, double scale, INDArray gradient) {
        int n = (int) scores.size(0);
        int classes = (int) scores.size(1);
        FloatBuffer in = buffers.of(scores);
        FloatBuffer out = buffers.of(gradient);
        prepare(classes);
        double count = (double) targets.counted() * classes;
        double loss = 0;
        for (int r = 0; r < n; r++) {
            in.get(r * classes, row);
            double weight = targets.weightsOf(r, target);
            for (int c = 0; c < classes; c++) {
                double right = target[c];
                double wrong = weight - right;
                // Not Math.max: NaN has to reach the loss.
                double below = 1 - scale * row[c];
                below = below < 0 ? 0 : below;
                double above = 1 + scale * row[c];
                above = above < 0 ? 0 : above;
                loss += right * below * below + wrong * above * above;
                row[c] = (float) (2 * scale * (wrong * above - right * below) / count);
            }
            out.put(r * classes, row);
        }
        return loss / count;
    }
}
