// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import dev.bnn.check.vocabulary.Boards;
import dev.bnn.check.vocabulary.DataSets;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.edit.Analysis;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.Section;
import java.util.List;
import java.util.Set;

/** What can stand between sections, and in their parts before a brace. */
final class SectionItems {
    /** Sections of which a file has one. */
    private static final Set<String> ONCE = Set.of("network", "input", "classes", "layers");

    private static final String MODEL = """
            network ${1:digits} "${2:title}"

            input   ${3:1} x ${4:28} x ${5:28} uint8 scaled -1 .. 1
            classes ${6:0 .. 9}

            layers {
              conv ${7:16} kernel 3 weights bipolar; maxpool 2; batchnorm; sign
              dense ${8:10} weights bipolar
            }

            train {
              data   ${9:digits}
              epochs ${10:10}
              rate   0.01 cosine
            }

            target ${11:pynq-z1} { clock 100 MHz  fps ${12:1000} }
            """;

    private final Analysis analysis;
    private final Place place;
    private final Names names;
    private final Items items;

    SectionItems(Analysis analysis, Place place, Names names, Items items) {
        this.analysis = analysis;
        this.place = place;
        this.names = names;
        this.items = items;
    }

    void add() {
        boolean wanted = place.section().isPresent() && header();
        if (!wanted || place.fresh()) {
            sections();
        }
    }

    private void sections() {
        for (Term section : Vocabulary.SECTIONS) {
            boolean there = analysis.sections().stream()
                    .anyMatch(s -> s.keyword().equals(section.word())
                            && !analysis.range(s.span()).touches(place.range().start()));
            if (!there || !ONCE.contains(section.word())) {
                items.term(Item.Kind.SECTION, section);
            }
        }
        boolean empty = analysis.lexemes().stream()
                .allMatch(l -> l.hidden() || analysis.range(l.span()).equals(place.range()));
        if (empty) {
            items.add(
                    Item.Kind.SNIPPET,
                    "model",
                    "a whole model",
                    "sections for a small network, to be filled",
                    MODEL.replaceAll("\\$\\{\\d+:([^}]*)}", "$1"),
                    MODEL);
        }
    }

    /** Proposes how the section continues; true if it cannot end here. */
    private boolean header() {
        List<Lexeme> words = place.words();
        switch (place.sectionWord()) {
            case "target" -> {
                if (words.size() <= 2) {
                    boards();
                }
                return true;
            }
            case "input" -> {
                return input(words);
            }
            case "classes" -> {
                if (words.size() == 1) {
                    items.add(Item.Kind.VALUE, "0 .. 9", "the numbers from 0 to 9", "");
                }
                if (place.last().equals("output")) {
                    items.terms(Item.Kind.VALUE, Vocabulary.NETWORK_OUTPUTS);
                    return true;
                }
                boolean open = words.size() == 1 || List.of(",", "=", "..").contains(place.last());
                if (!open && !place.given().contains("output")) {
                    items.terms(Item.Kind.OPTION, Vocabulary.CLASSES);
                }
                return open;
            }
            case "const" -> {
                if (place.inExpression()) {
                    names.values(items);
                }
                return words.size() < 4;
            }
            case "network" -> {
                return words.size() < 2;
            }
            default -> {
                return true;
            }
        }
    }

    private void boards() {
        for (String name : Boards.names()) {
            Boards.Known board = Boards.of(name).orElseThrow();
            items.add(Item.Kind.BOARD, name, board.part(), "clock " + (long) board.clockMhz() + " MHz");
        }
        analysis.sections(Section.Target.class).stream()
                .flatMap(t -> t.board().stream())
                .filter(b -> Boards.isPart(b.text()))
                .forEach(b -> items.add(Item.Kind.BOARD, b.text(), "part", ""));
    }

    private boolean input(List<Lexeme> words) {
        long crosses = words.stream().filter(w -> w.text().equals("x")).count();
        boolean value = place.last().equals("x") || place.inExpression();
        if (words.size() == 1) {
            DataSets.byShape().forEach((shape, sets) -> {
                String extent = shape.channels() + " x " + shape.height() + " x " + shape.width();
                items.add(
                        Item.Kind.VALUE, extent + " uint8 scaled -1 .. 1", "images of " + String.join(", ", sets), "");
            });
        }
        if (words.size() == 1 || value) {
            names.values(items);
            return true;
        }
        boolean typed = words.stream().anyMatch(w -> w.text().equals("uint8"));
        if (crosses == 2 && !typed) {
            items.add(Item.Kind.VALUE, "uint8", "", "bytes from 0 to 255");
        } else if (place.last().equals("uint8")) {
            items.add(
                    Item.Kind.OPTION,
                    "scaled",
                    "scaled A .. B",
                    "the numbers that bytes 0 and 255 stand for",
                    "scaled",
                    "scaled ${1:-1} .. ${2:1}");
        } else if (place.last().equals("scaled")) {
            items.add(Item.Kind.VALUE, "-1 .. 1", "", "0 in the middle of the range");
            return true;
        }
        return !typed;
    }
}
