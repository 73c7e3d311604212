// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

import dev.bnn.source.Position;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.TargetEntry;
import dev.bnn.syntax.TrainEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where the sections of a text begin, and the statements and entries within them. */
final class Starts implements Section.Visitor<Void>, Statement.Visitor<Void> {
    private final Set<Position> statements = new HashSet<>();
    private final Set<Position> unknown = new HashSet<>();
    private final TreeSet<Position> sections = new TreeSet<>();
    private Optional<Position> incomplete = Optional.empty();
    private Position section = new Position(1, 1);

    private Starts() {}

    static Starts of(List<Section> sections) {
        Starts starts = new Starts();
        for (Section section : sections) {
            starts.section = section.span().start();
            starts.sections.add(starts.section);
            section.accept(starts);
        }
        return starts;
    }

    /** Whether a statement or an entry begins there. */
    boolean statement(Position place) {
        return statements.contains(place);
    }

    /** Whether a word stands there that begins no statement and no entry; it may continue what is before it. */
    boolean unknown(Position place) {
        return unknown.contains(place);
    }

    /** The beginning of the first section that was not completely understood. */
    Optional<Position> incomplete() {
        return incomplete;
    }

    /** The beginning of the section that a place after its first word belongs to. */
    Position before(Position place) {
        Position before = sections.lower(place);
        return before == null ? new Position(1, 1) : before;
    }

    private Void all(List<Statement> body) {
        for (Statement statement : body) {
            (statement instanceof Statement.Unknown ? unknown : statements)
                    .add(statement.span().start());
            statement.accept(this);
        }
        return null;
    }

    private Void broken() {
        if (incomplete.isEmpty() || section.compareTo(incomplete.get()) < 0) {
            incomplete = Optional.of(section);
        }
        return null;
    }

    @Override
    public Void network(Section.NetworkHeader header) {
        return null;
    }

    @Override
    public Void input(Section.Input input) {
        return null;
    }

    @Override
    public Void classList(Section.ClassList classes) {
        return output(classes);
    }

    @Override
    public Void classRange(Section.ClassRange classes) {
        return output(classes);
    }

    private Void output(Section.Classes classes) {
        classes.output().ifPresent(output -> statements.add(output.span().start()));
        return null;
    }

    @Override
    public Void constant(Section.Constant constant) {
        return null;
    }

    @Override
    public Void block(Section.Block block) {
        return block.parameters().isEmpty() ? broken() : all(block.body());
    }

    @Override
    public Void layers(Section.Layers layers) {
        return all(layers.body());
    }

    @Override
    public Void train(Section.Train train) {
        for (TrainEntry entry : train.entries()) {
            (entry instanceof TrainEntry.Unknown ? unknown : statements)
                    .add(entry.span().start());
            if (entry instanceof TrainEntry.Incomplete) {
                broken();
            }
        }
        return null;
    }

    @Override
    public Void target(Section.Target target) {
        for (TargetEntry entry : target.entries()) {
            (entry instanceof TargetEntry.Unknown ? unknown : statements)
                    .add(entry.span().start());
            if (entry instanceof TargetEntry.Incomplete) {
                broken();
            }
        }
        return target.board().isEmpty() ? broken() : null;
    }

    @Override
    public Void incomplete(Section.Incomplete incompleteSection) {
        return broken();
    }

    @Override
    public Void layer(LayerStatement layer) {
        return all(layer.body());
    }

    @Override
    public Void repeat(Statement.Repeat repeat) {
        return all(repeat.body());
    }

    @Override
    public Void use(Statement.Use use) {
        return null;
    }

    @Override
    public Void unknown(Statement.Unknown unknown) {
        return all(unknown.body());
    }

    @Override
    public Void incomplete(Statement.Incomplete statement) {
        return broken();
    }
}
