package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import java.util.Arrays;
import java.util.List;

/** A node on the way from the image to the scores, whose settings are read with the node's name in each complaint. */
record ChainNode(Model.Node node, Constants constants) {
    String op() {
        return node.op();
    }

    ExchangeException refuse(String reason, String hint) {
        String name = node.name().isEmpty() ? node.outputs().toString() : node.name();
        return new ExchangeException("node " + name + " (" + node.op() + ") " + reason + "; " + hint);
    }

    /** The constant at a place of the inputs. */
    Constants.Value constant(int input, String what) throws ExchangeException {
        if (input < node.inputs().size()) {
            var value = constants.find(node.inputs().get(input));
            if (value.isPresent()) {
                return value.get();
            }
        }
        throw refuse("has no constant " + what, "export the model in inference mode, with constants folded");
    }

    boolean has(int input) {
        return input < node.inputs().size() && !node.inputs().get(input).isEmpty();
    }

    long integer(String name, long otherwise) {
        return node.attributes().get(name) instanceof Attribute.Int a ? a.value() : otherwise;
    }

    float real(String name, float otherwise) {
        return node.attributes().get(name) instanceof Attribute.Float a ? a.value() : otherwise;
    }

    List<Long> integers(String name, List<Long> otherwise) {
        return node.attributes().get(name) instanceof Attribute.Ints a ? a.values() : otherwise;
    }

    /** Refuses a setting other than the one that a network here can have. */
    void need(String name, long only) throws ExchangeException {
        if (integer(name, only) != only) {
            throw refuse(name + " is " + integer(name, only), "only " + only + " can be imported");
        }
    }

    /** The one extent of a square window, stride or padding. */
    int square(String name, List<Long> otherwise) throws ExchangeException {
        List<Long> all = integers(name, otherwise);
        if (all.isEmpty() || all.stream().distinct().count() != 1 || all.get(0) < 0 || all.get(0) > 65_536) {
            throw refuse(name + " is " + all, "only square windows can be imported");
        }
        return all.get(0).intValue();
    }

    /** A table by channel, of one number or one a channel. */
    float[] channels(int input, int channels, String what) throws ExchangeException {
        float[] values = constant(input, what).values();
        if (values.length == 1) {
            float[] all = new float[channels];
            Arrays.fill(all, values[0]);
            return all;
        }
        if (values.length != channels) {
            throw refuse(
                    what + " has " + values.length + " values where there are " + channels + " channels",
                    "it must be one number, or one a channel");
        }
        return values;
    }
}
