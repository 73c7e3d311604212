// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Trait;
import dev.bnn.model.Activation;
import dev.bnn.model.ValueSet;
import java.util.function.BiPredicate;

/** What a pass can establish about an IR. Once established, the verifier holds every later pass to it. */
public enum Property {
    /** No operation that does nothing in inference. */
    NO_IDENTITIES((node, before) -> node.op().has(Trait.IDENTITY)),
    /** The first layer reads bytes. */
    BYTES_IN((node, before) -> node.op() instanceof Op.Scale),
    /** No bipolar edge is padded with 0, which is not a bipolar value. */
    NO_ZERO_PADDING((node, before) -> node.op() instanceof Op.Convolution c
            && c.padding().amount() > 0
            && c.padding().value() == 0
            && before.type().values() instanceof ValueSet.Bipolar),
    /** No pool stands between a layer and its batch normalisation. */
    POOLS_AFTER_NORMALIZE((node, before) -> node.op() instanceof Op.Normalize && before.op() instanceof Op.Pool),
    /** Pools read bits or levels. */
    POOLS_ON_BITS((node, before) ->
            node.op() instanceof Op.Pool && !before.op().has(Trait.DISCRETE) && !(before.op() instanceof Op.Pool)),
    /** Levels of several bits are codes. */
    CODES((node, before) ->
            node.op() instanceof Op.Quantize q && !q.codes() && !q.activation().equals(Activation.SIGN)),
    /** Every sign and every level is a comparison of integers. */
    INTEGER_THRESHOLDS((node, before) -> node.op() instanceof Op.Quantize),
    /** Nothing real is left. */
    INTEGER_SCORES((node, before) -> node.op().has(Trait.MAP));

    private final BiPredicate<Node, Node> violated;

    Property(BiPredicate<Node, Node> violated) {
        this.violated = violated;
    }

    /** True where a node, by its operation and the node that it reads, breaks the property. */
    boolean violatedBy(Node node, Ir ir) {
        return !node.inputs().isEmpty()
                && violated.test(node, ir.node(node.inputs().get(0)));
    }
}
