// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Fix;
import dev.bnn.source.Position;
import dev.bnn.source.Span;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.LostWords;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.parse.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections of a file by kind. Checks that no required section is missing, and that none occurs twice that must not. */
final class FileSections {
    /** The required sections in the order in which people write them, with an example of each. */
    private static final Map<String, String> NEEDED = new LinkedHashMap<>();

    static {
        NEEDED.put("network", "network digits");
        NEEDED.put("input", "input 1 x 28 x 28 uint8 scaled -1 .. 1");
        NEEDED.put("classes", "classes 0 .. 9");
        NEEDED.put("layers", "layers { dense 10 weights bipolar }");
        NEEDED.put("train", "train { data digits }");
    }

    private final List<Section> sections;
    private final LostWords lost;
    private final List<Lexeme> lexemes;
    private final Diagnostics diagnostics;

    FileSections(Syntax.Parsed parsed, Diagnostics diagnostics) {
        this.sections = parsed.sections();
        this.lost = parsed.lost();
        this.lexemes = parsed.lexemes();
        this.diagnostics = diagnostics;
    }

    /** The words that were not understood. */
    LostWords lost() {
        return lost;
    }

    List<Section.Incomplete> incomplete() {
        return all(Section.Incomplete.class);
    }

    Optional<Section.NetworkHeader> header() {
        return first(Section.NetworkHeader.class);
    }

    Optional<Section.Input> input() {
        return first(Section.Input.class);
    }

    Optional<Section.Classes> classes() {
        return first(Section.Classes.class);
    }

    Optional<Section.Layers> layers() {
        return first(Section.Layers.class);
    }

    <T extends Section> List<T> all(Class<T> kind) {
        return sections.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private <T extends Section> Optional<T> first(Class<T> kind) {
        return sections.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The sections of that keyword that were understood. */
    private List<Section> understood(String keyword) {
        return sections.stream()
                .filter(s -> !(s instanceof Section.Incomplete) && s.keyword().equals(keyword))
                .toList();
    }

    void check(String file) {
        for (String kind : NEEDED.keySet()) {
            if (!kind.equals("train")) {
                once(kind, understood(kind));
            }
        }
        missing(file);
    }

    private void once(String kind, List<? extends Section> found) {
        for (int i = 1; i < found.size(); i++) {
            diagnostics.error(
                    Code.SECTION_TWICE,
                    found.get(i).span(),
                    "a second " + kind + " section",
                    Advice.of("a file describes one network; the first " + kind + " section is in line "
                                    + found.get(0).span().start().line())
                            .relating(found.get(0).span(), "the first"));
        }
    }

    /** A fix that adds a section: the header at the beginning, short sections after the header, the others at the end. */
    private Fix add(String kind, String file) {
        String example = NEEDED.get(kind);
        String title = "Add `" + example + "`";
        if (kind.equals("layers") || kind.equals("train")) {
            Position at = lexemes.isEmpty()
                    ? Span.begin(file).start()
                    : lexemes.get(lexemes.size() - 1).span().end();
            return new Fix(title, new Span(file, at, at), "\n" + example + "\n");
        }
        if (header().isEmpty() || kind.equals("network")) {
            Position at = Span.begin(file).start();
            return new Fix(title, new Span(file, at, at), example + "\n");
        }
        Position at = header().get().span().end();
        return new Fix(title, new Span(file, at, at), "\n" + example);
    }

    /** Words outside of sections may be the first missing section without its keyword, so it is not reported as missing. */
    private void missing(String file) {
        List<String> kinds = new ArrayList<>(NEEDED.keySet());
        sections.forEach(s -> kinds.remove(s.keyword()));
        long strays = incomplete().stream().filter(i -> i.keyword().isEmpty()).count();
        kinds.subList(0, (int) Math.min(strays, kinds.size())).clear();
        if (kinds.isEmpty()) {
            return;
        }
        Span span = header().map(Section::span).orElse(Span.begin(file));
        String message = kinds.size() == 1
                ? "there is no " + kinds.get(0) + " section"
                : "these sections are missing: " + String.join(", ", kinds);
        List<String> examples =
                kinds.stream().map(k -> "`" + NEEDED.get(k) + "`").toList();
        Advice advice = Advice.of("write, for example, " + String.join("; ", examples));
        for (String kind : kinds) {
            advice = advice.with(add(kind, file));
        }
        diagnostics.error(Code.SECTION_MISSING, span, message, advice);
    }
}
