// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.edit.TextEdit;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.syntax.parse.Syntax;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gives a symbol another name at every place of the text. */
public final class Rename {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z_0-9]*");

    /** The errors that a name can cause where it stands. */
    private static final Set<Code> OF_NAMES = Set.of(
            Code.MISPLACED_WORD,
            Code.NAME_TWICE,
            Code.NAME_RESERVED,
            Code.NAME_UNKNOWN,
            Code.NAME_LONG,
            Code.LAYER_UNKNOWN,
            Code.RECURSION,
            Code.ARGUMENTS,
            Code.FOLD,
            Code.DECAY_LAYER);

    private Rename() {}

    /** The outcome of renaming. */
    public sealed interface Outcome {}

    /** @param edits all changes of the text, from top to bottom */
    public record Renamed(List<TextEdit> edits) implements Outcome {}

    /** @param reason a sentence for people, without a full stop */
    public record Refused(String reason) implements Outcome {}

    /** The name at a position; empty if there is none that can be changed. */
    public static Optional<Range> range(Analysis analysis, Position position) {
        return Mentions.at(analysis, position).filter(m -> m.symbol().named()).map(m -> analysis.range(m.span()));
    }

    /**
     * Renames the symbol at a position. Names that would break the text are refused: a word of the language, a name that is taken,
     * and one that another declaration hides at some place.
     */
    public static Outcome to(Analysis analysis, Position position, String name) {
        Optional<Mention> mention = Mentions.at(analysis, position);
        if (mention.isEmpty()) {
            return new Refused("nothing here has a name");
        }
        Symbol symbol = mention.get().symbol();
        if (!symbol.named()) {
            return new Refused(
                    symbol.kind() == Symbol.Kind.LAYER
                            ? symbol.name() + " has no name of its own; give it one with `as NAME`"
                            : "the section has no name of its own; write one after its keyword");
        }
        if (!NAME.matcher(name).matches()) {
            return new Refused("a name is letters a to z, digits and _, and does not begin with a digit");
        }
        if (Syntax.KEYWORDS.contains(name)) {
            return new Refused("`" + name + "` is a word of the language");
        }
        List<TextEdit> edits = Mentions.of(analysis).stream()
                .filter(m -> m.symbol().equals(symbol))
                .map(m -> new TextEdit(analysis.range(m.span()), name))
                .toList();
        return name.equals(symbol.name())
                ? new Renamed(List.of())
                : refusal(analysis, edits, name).<Outcome>map(Refused::new).orElseGet(() -> new Renamed(edits));
    }

    /** The reason why the renamed text is not the same model with another name; empty if it is. */
    private static Optional<String> refusal(Analysis before, List<TextEdit> edits, String name) {
        Analysis after = Analysis.of(before.source().name(), applied(before, edits));
        List<Diagnostic> caused = caused(errors(before), errors(after));
        if (!caused.isEmpty()) {
            List<String> known =
                    errors(before).stream().map(Diagnostic::message).toList();
            return Optional.of(caused.stream()
                    .filter(d -> !known.contains(d.message()))
                    .findFirst()
                    .orElse(caused.get(0))
                    .message());
        }
        boolean same = meanings(Mentions.of(before)).equals(meanings(Mentions.of(after)));
        return same ? Optional.empty() : Optional.of("`" + name + "` has another meaning at one of the places");
    }

    /**
     * The errors of the codes that a rename made more frequent. If the text had errors, only those about names count, since a better
     * name may bring to light what an error hid.
     */
    private static List<Diagnostic> caused(List<Diagnostic> before, List<Diagnostic> after) {
        Map<Code, Long> known = counts(before);
        Map<Code, Long> now = counts(after);
        return after.stream()
                .filter(d -> now.get(d.code()) > known.getOrDefault(d.code(), 0L))
                .filter(d -> before.isEmpty() || OF_NAMES.contains(d.code()))
                .toList();
    }

    private static Map<Code, Long> counts(List<Diagnostic> errors) {
        return errors.stream().collect(Collectors.groupingBy(Diagnostic::code, Collectors.counting()));
    }

    /**
     * For each mention the number of its symbol, in the order in which the symbols first occur. It depends on the meanings of
     * names, not on the names.
     */
    private static List<Integer> meanings(List<Mention> mentions) {
        Map<Symbol, Integer> numbers = new HashMap<>();
        return mentions.stream()
                .map(m -> numbers.computeIfAbsent(m.symbol(), s -> numbers.size()))
                .toList();
    }

    private static List<Diagnostic> errors(Analysis analysis) {
        return analysis.diagnostics().stream()
                .filter(d -> d.severity() == Severity.ERROR)
                .toList();
    }

    private static String applied(Analysis analysis, List<TextEdit> edits) {
        StringBuilder text = new StringBuilder(analysis.text());
        List<TextEdit> last = new ArrayList<>(edits);
        Collections.reverse(last);
        for (TextEdit edit : last) {
            text.replace(
                    analysis.lines().offset(edit.range().start()),
                    analysis.lines().offset(edit.range().end()),
                    edit.text());
        }
        return text.toString();
    }
}
