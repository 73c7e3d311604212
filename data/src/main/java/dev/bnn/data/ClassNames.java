// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The classes of a network, and the data's name for each. A name in the data belongs to the class with that name, in any order.
 * Names that differ only in case, separators or leading zeros count as the same, unless another class has exactly that name.
 *
 * @param names class names in the order of the network's outputs; empty to use the data's own
 * @param inData for each class, its name in the data: the class's own name, unless the model specifies another one
 */
public record ClassNames(List<String> names, List<String> inData) {
    /** The classes of the data, in its order. */
    public static final ClassNames ANY = new ClassNames(List.of(), List.of());

    private static final Pattern SEPARATORS = Pattern.compile("(?<=[\\p{L}\\p{N}])[\\s_-]+(?=[\\p{L}\\p{N}])");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_][a-zA-Z_0-9]*|[0-9]+");

    public ClassNames {
        names = List.copyOf(names);
        inData = List.copyOf(inData);
        if (names.size() != inData.size()) {
            throw new IllegalArgumentException(names.size() + " classes with " + inData.size() + " names in the data");
        }
    }

    /** Classes with the same names in the data. */
    public static ClassNames of(List<String> names) {
        return new ClassNames(names, names);
    }

    public boolean any() {
        return names.isEmpty();
    }

    /** True if all names in the data are numbers, so that labels without names serve as names themselves. */
    public boolean numbers() {
        return inData.stream().allMatch(n -> NUMBER.matcher(n).matches());
    }

    /**
     * The class of each name in the data.
     *
     * @param indices class indices of the names that belong to a class, in the order of the names
     * @param strangers names that belong to no class
     * @param missing classes without a name in the data
     * @param similar names that differ from the class's in case, separators or zeros
     */
    public record Match(
            Map<String, Integer> indices, List<String> strangers, List<Integer> missing, List<String> similar) {}

    public Match match(Collection<String> found) {
        Map<String, Integer> indices = new LinkedHashMap<>();
        Map<String, Integer> exact = new HashMap<>();
        IntStream.range(0, inData.size()).forEach(i -> exact.put(inData.get(i), i));
        found.stream().filter(exact::containsKey).forEach(name -> indices.put(name, exact.get(name)));

        List<String> others = found.stream().filter(n -> !exact.containsKey(n)).toList();
        List<Integer> free = without(indices);
        Map<String, List<String>> otherKeys = others.stream().collect(Collectors.groupingBy(ClassNames::key));
        Map<String, List<Integer>> freeKeys = free.stream().collect(Collectors.groupingBy(i -> key(inData.get(i))));
        List<String> similar = new ArrayList<>();
        for (String name : others) {
            List<Integer> candidates = freeKeys.getOrDefault(key(name), List.of());
            if (candidates.size() == 1 && otherKeys.get(key(name)).size() == 1) {
                indices.put(name, candidates.get(0));
                similar.add(name);
            }
        }
        return new Match(
                indices, others.stream().filter(n -> !indices.containsKey(n)).toList(), without(indices), similar);
    }

    /** The classes to which no name belongs. */
    private List<Integer> without(Map<String, Integer> indices) {
        Set<Integer> taken = Set.copyOf(indices.values());
        return IntStream.range(0, inData.size())
                .filter(i -> !taken.contains(i))
                .boxed()
                .toList();
    }

    /**
     * The class of each name in the data. Each name must have one.
     *
     * @param where the file or folder that has the names, for messages
     * @param all true if each class must have a name in the data, too
     * @throws DataException if a name or class has no partner; the message has both lists
     */
    public Match require(String where, Collection<String> found, boolean all) throws DataException {
        Match match = match(found);
        if (match.strangers().isEmpty() && (match.missing().isEmpty() || !all)) {
            return match;
        }
        StringBuilder problem = new StringBuilder(where)
                .append(" has classes ")
                .append(Messages.list(found))
                .append("; the network has ")
                .append(Messages.list(
                        texts(IntStream.range(0, names.size()).boxed().toList())));
        if (!match.indices().isEmpty()) {
            if (!match.strangers().isEmpty()) {
                problem.append("; not in the network: ").append(Messages.list(match.strangers()));
            }
            if (all && !match.missing().isEmpty()) {
                problem.append("; without images: ").append(Messages.list(texts(match.missing())));
            }
        }
        throw new DataException(problem.toString(), advice(match));
    }

    private String advice(Match match) {
        boolean one = match.strangers().size() == 1 && match.missing().size() == 1;
        String name = match.missing().isEmpty()
                ? names.get(0)
                : names.get(match.missing().get(0));
        String other =
                match.strangers().isEmpty() ? "NAME" : quoted(match.strangers().get(0));
        String pair = quoted(name) + " = " + (one ? other : "NAME");
        return "Rename one side, or map the class in the model: write `" + pair
                + "` in `classes`, with the data's name on the right.";
    }

    private List<String> texts(List<Integer> classes) {
        return classes.stream()
                .map(i -> names.get(i).equals(inData.get(i))
                        ? names.get(i)
                        : names.get(i) + " (in the data: " + inData.get(i) + ")")
                .toList();
    }

    private static String quoted(String name) {
        return WORD.matcher(name).matches() ? name : '"' + name + '"';
    }

    /** A normalized form of the name, equal for names that count as the same. */
    private static String key(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
        String spaced = SEPARATORS.matcher(plain).replaceAll(" ");
        return NUMBER.matcher(spaced).matches() ? spaced.replaceFirst("^0+(?=[0-9])", "") : spaced;
    }
}
