// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

/**
 * How the sums of a channel follow from the counts of the kernels: sum = (base - factor * count) / divisor. So a sum is at
 * least a threshold where its count is at most {@link #limit}.
 *
 * <p>With d the disagreements of the planes of a weight and of a window, weighted by the powers of two of both:
 *
 * <ul>
 *   <li>weights and values of -1 and +1: sum = K - 2 d;
 *   <li>weights of -1 and +1, codes of P bits: sum = (2^P - 1) U - d, with U the number of +1 among the weights;
 *   <li>weights of Q bits, stored as w + limit with the numbers U(q) of ones per plane, and a the sum of the window:
 *       twice the sum of codes is (2^P - 1) C - (d - a), with C the sum of 2^q U(q); values of -1 and +1 are twice their code
 *       less 1.
 * </ul>
 *
 * @param factor 1 or 2
 * @param divisor 1 or 2
 */
record CountForm(long base, int factor, int divisor) {
    /** The form of counts that are the negated sums. */
    static final CountForm NEGATED = new CountForm(0, 1, 1);

    /**
     * The form of a channel of a matrix on bits or codes.
     *
     * @param weights weights of the channel
     * @param weightBits 1 for -1 and +1
     * @param planes bits of a value; 1 for -1 and +1
     */
    static CountForm of(byte[] weights, int weightBits, int planes) {
        long top = (1L << planes) - 1;
        if (weightBits == 1) {
            if (planes == 1) {
                return new CountForm(weights.length, 2, 1);
            }
            long positive = 0;
            for (byte w : weights) {
                positive += w > 0 ? 1 : 0;
            }
            return new CountForm(top * positive, 1, 1);
        }
        long stored = 0;
        long sum = 0;
        for (byte w : weights) {
            stored += WeightPlanes.stored(w, weightBits);
            sum += w;
        }
        return planes == 1 ? new CountForm(stored - sum, 1, 1) : new CountForm(top * stored, 1, 2);
    }

    /** The greatest count whose sum is at least the threshold, within the range of an int. */
    int limit(long threshold) {
        long clamped = Math.max(-(1L << 40), Math.min(1L << 40, threshold));
        long limit = Math.floorDiv(base - divisor * clamped, (long) factor);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, limit));
    }
}
