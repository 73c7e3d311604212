package dev.bnn.exchange;

/** Reads a Pad node: the same amount on the four sides of a map. */
final class Pads {
    private Pads() {}

    static int amount(ChainNode pad) throws ExchangeException {
        float[] pads = pad.constant(1, "pads").values();
        boolean map = pads.length == 8 && pads[0] == 0 && pads[1] == 0 && pads[4] == 0 && pads[5] == 0;
        if (!map
                || pads[2] != pads[3]
                || pads[2] != pads[6]
                || pads[2] != pads[7]
                || !(pads[2] >= 0 && pads[2] < 256)) {
            throw pad.refuse(
                    "does not pad four sides alike", "only a padding that keeps the size of the map can be imported");
        }
        return (int) pads[2];
    }

    /** The value, in units of the bits' size: 0, -1 or +1. */
    static int value(ChainNode pad, double bits) throws ExchangeException {
        double value = pad.has(2) ? pad.constant(2, "value").values()[0] / bits : 0;
        if (value != 0 && value != 1 && value != -1) {
            throw pad.refuse("pads with " + value, "only 0, -1 and +1 can be imported");
        }
        return (int) value;
    }
}
