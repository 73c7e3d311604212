package dev.bnn.check;

import dev.bnn.source.Diagnostics;
import dev.bnn.source.Position;
import dev.bnn.source.Span;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sections of a file by kind: that each is there that must be, and none twice that must not. */
final class Outline {
    private final List<Section> sections;
    private final boolean complete;
    private final Diagnostics diagnostics;

    Outline(Syntax.Parsed parsed, Diagnostics diagnostics) {
        this.sections = parsed.sections();
        this.complete = parsed.complete();
        this.diagnostics = diagnostics;
    }

    /** False where a part of the file was not understood. */
    boolean complete() {
        return complete;
    }

    Optional<Section.NetworkHeader> header() {
        return first(Section.NetworkHeader.class);
    }

    Optional<Section.Input> input() {
        return first(Section.Input.class);
    }

    /** {@link Section.ClassList} or {@link Section.ClassRange}. */
    Optional<Section> classes() {
        return sections.stream().filter(Outline::isClasses).findFirst();
    }

    Optional<Section.Layers> layers() {
        return first(Section.Layers.class);
    }

    <T extends Section> List<T> all(Class<T> kind) {
        return sections.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private <T extends Section> Optional<T> first(Class<T> kind) {
        return all(kind).stream().findFirst();
    }

    private static boolean isClasses(Section section) {
        return section instanceof Section.ClassList || section instanceof Section.ClassRange;
    }

    void check(String file) {
        once("network", all(Section.NetworkHeader.class));
        once("input", all(Section.Input.class));
        once("classes", sections.stream().filter(Outline::isClasses).toList());
        once("layers", all(Section.Layers.class));
        if (complete) {
            missing(file);
        }
    }

    private void once(String kind, List<? extends Section> found) {
        for (int i = 1; i < found.size(); i++) {
            diagnostics.error(
                    Codes.SECTION_TWICE,
                    found.get(i).span(),
                    "a second " + kind + " section",
                    "a file describes one network; the first " + kind + " section is in line "
                            + found.get(0).span().start().line());
        }
    }

    private void missing(String file) {
        List<String> kinds = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        require(header().isPresent(), "network", "network digits", kinds, examples);
        require(input().isPresent(), "input", "input 1 x 28 x 28 uint8 scaled -1 .. 1", kinds, examples);
        require(classes().isPresent(), "classes", "classes 0 .. 9", kinds, examples);
        require(layers().isPresent(), "layers", "layers { dense 10 weights bipolar }", kinds, examples);
        require(!all(Section.Train.class).isEmpty(), "train", "train { data digits }", kinds, examples);
        if (kinds.isEmpty()) {
            return;
        }
        Position start = new Position(1, 1);
        Span span = header().map(Section::span).orElse(new Span(file, start, start));
        String message = kinds.size() == 1
                ? "there is no " + kinds.get(0) + " section"
                : "these sections are missing: " + String.join(", ", kinds);
        diagnostics.error(Codes.SECTION_MISSING, span, message, "write, for example, " + String.join("; ", examples));
    }

    private static void require(boolean there, String kind, String example, List<String> kinds, List<String> examples) {
        if (!there) {
            kinds.add(kind);
            examples.add("`" + example + "`");
        }
    }
}
