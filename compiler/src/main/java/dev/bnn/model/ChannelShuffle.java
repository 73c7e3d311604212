// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

/**
 * A reordering of the channels of a map: the matrix of groups x channels per group is transposed, so that the first channels of all
 * groups come first, then the second ones, and so on (Zhang et al. 2018, ShuffleNet).
 *
 * @param groups a divisor of the channels
 */
public record ChannelShuffle(int groups, int channels) {
    public ChannelShuffle {
        if (groups < 1 || channels < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(groups + " groups of " + channels + " channels");
        }
    }

    /** The input channel that an output channel takes. */
    public int source(int channel) {
        return channel % groups * (channels / groups) + channel / groups;
    }

    /** True if each channel stays where it is. */
    public boolean isIdentity() {
        return groups == 1 || groups == channels;
    }
}
