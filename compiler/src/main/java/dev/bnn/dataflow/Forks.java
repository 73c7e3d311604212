// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The copies of streams that several operands read, named after the node that reads each. */
final class Forks {
    private final Ir ir;
    private final Map<String, Unit.Fork> made = new HashMap<>();

    Forks(Ir ir) {
        this.ir = ir;
    }

    /**
     * One copy for each operand that reads the node, except the first, which reads the stream itself. The copy that is read last
     * comes first, so that forks nest: the units between a fork and its join lie between an earlier fork and that fork's join.
     */
    List<Unit.Fork> of(Node node) {
        List<Unit.Fork> copies = new ArrayList<>();
        boolean first = true;
        for (Node reader : ir.consumers(node)) {
            for (int operand = 0; operand < reader.inputs().size(); operand++) {
                boolean reads = reader.inputs().get(operand).equals(node.name());
                if (reads && !first) {
                    Unit.Fork fork = new Unit.Fork(
                            name(reader, operand),
                            reader.span(),
                            reader.name() + "_skip" + number(reader, operand),
                            node.type().shape(),
                            node.type().values().bits(),
                            Optional.empty());
                    made.put(fork.name(), fork);
                    copies.add(0, fork);
                }
                first &= !reads;
            }
        }
        return copies;
    }

    /** The fork whose copy an operand of a node reads. */
    Unit.Fork at(Node reader, int operand) {
        return made.get(name(reader, operand));
    }

    /** By operand of a node that joins branches, the fork whose copy it reads. */
    List<Optional<String>> copies(Node reader) {
        return IntStream.range(0, reader.inputs().size())
                .mapToObj(operand -> Optional.of(name(reader, operand)).filter(made::containsKey))
                .toList();
    }

    private static String name(Node reader, int operand) {
        return reader.name() + "_fork" + number(reader, operand);
    }

    /** Tells the operands of a node apart; the last has no number. */
    private static String number(Node reader, int operand) {
        return operand == reader.inputs().size() - 1 ? "" : Integer.toString(operand + 1);
    }
}
