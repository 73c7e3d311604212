// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

/**
 * The channels of a map in another order: as a matrix of groups x channels of a group, transposed, so that one channel of each group
 * stands after the other (Zhang et al. 2018, ShuffleNet).
 *
 * @param groups a divisor of the channels
 */
public record ChannelShuffle(int groups, int channels) {
    public ChannelShuffle {
        if (groups < 1 || channels < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(groups + " groups of " + channels + " channels");
        }
    }

    /** Which channel comes to stand in a channel. */
    public int source(int channel) {
        return channel % groups * (channels / groups) + channel / groups;
    }

    /** True where each channel stays where it is. */
    public boolean isIdentity() {
        return groups == 1 || groups == channels;
    }
}
