// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.doctor;

import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import dev.bnn.workflow.hardware.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the vendor's tools and known obstacles to their use. It starts a tool only with {@code -version}, if at all. */
public final class VendorTools {
    private static final Pattern RELEASE = Pattern.compile("\\b(?:v|V)?(20\\d\\d\\.\\d)\\b");
    /** The last release that, without a patch, cannot export an IP after 2021. */
    private static final String LAST_WITHOUT_YEAR = "2021.2";
    /** The file that the vendor's patch installs under the tool's common/scripts. */
    private static final Pattern PATCH = Pattern.compile("automg_patch_\\d+\\.tcl");

    private static final int PATCH_DEPTH = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SETTINGS =
            "install Vitis or Vivado from AMD's site, and run its settings64.sh (Windows: settings64.bat) in this shell";

    private final String path;
    private final Map<String, String> environment;

    /**
     * @param path list of folders to search
     * @param environment environment variables, among them those of licenses
     */
    public VendorTools(String path, Map<String, String> environment) {
        this.path = path;
        this.environment = environment;
    }

    public List<DoctorFinding> look() throws IOException {
        List<DoctorFinding> findings = new ArrayList<>();
        Optional<Path> newest = Optional.empty();
        for (String name : Backends.HLS.synthesizers().names()) {
            Optional<Path> tool = Programs.find(name, path);
            if (tool.isPresent()) {
                findings.addAll(hls(name, tool.get(), newest.isEmpty()));
                newest = newest.or(() -> tool);
            }
        }
        if (newest.isEmpty()) {
            findings.add(DoctorFinding.missing(
                    "HLS",
                    "none of " + String.join(", ", Backends.HLS.synthesizers().names()) + " on the PATH",
                    "no IP: the C++ is written and simulated, but not synthesized",
                    SETTINGS));
        }
        Optional<Path> vivado = Programs.find("vivado", path);
        if (vivado.isEmpty()) {
            findings.add(DoctorFinding.missing("Vivado", "not on the PATH", "no bitstream", SETTINGS));
            return findings;
        }
        findings.add(DoctorFinding.ok("Vivado", release(vivado.get()).orElse("unknown release") + ", " + vivado.get()));
        findings.add(parts(vivado.get()));
        findings.add(license());
        // The linker comes with Vitis, and only cards need it.
        Programs.find("v++", path)
                .ifPresent(linker -> findings.add(DoctorFinding.ok(
                        "Vitis linker",
                        release(linker).orElse("unknown release") + ", " + linker + "; for Alveo cards")));
        return findings;
    }

    private List<DoctorFinding> hls(String name, Path tool, boolean taken) throws IOException {
        Optional<String> release = release(tool);
        String found = name + " " + release.orElse("of unknown release") + ", " + tool
                + (taken ? "" : "; a newer tool is taken instead");
        List<DoctorFinding> findings = new ArrayList<>(List.of(DoctorFinding.ok("HLS", found)));
        // Releases are four digits, a point and one digit, so their text sorts as they do.
        if (release.isPresent() && release.get().compareTo(LAST_WITHOUT_YEAR) <= 0) {
            findings.add(
                    patched(tool)
                            ? DoctorFinding.ok("y2k22 patch", "in place for " + release.get())
                            : DoctorFinding.missing(
                                    "y2k22 patch",
                                    "not found for " + name + " " + release.get(),
                                    "export_design fails in every year after 2021",
                                    "install AMD's patch y2k22_patch (answer record 76960), or a release after "
                                            + LAST_WITHOUT_YEAR));
        }
        return findings;
    }

    /**
     * The release in the name of the tool's folder, as the vendor's installer names it; otherwise the one that the tool
     * reports.
     */
    static Optional<String> release(Path tool) {
        Matcher named = RELEASE.matcher(real(tool).toString());
        if (named.find()) {
            return Optional.of(named.group(1));
        }
        List<String> said = new ArrayList<>();
        String option = tool.getFileName().toString().startsWith("vitis-run") ? "--version" : "-version";
        try {
            Command.of(tool.toString(), option).run(said::add, PATIENCE);
        } catch (IOException e) {
            return Optional.empty();
        }
        return said.stream()
                .map(RELEASE::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .findFirst();
    }

    private static boolean patched(Path tool) throws IOException {
        Path scripts = installation(tool).resolve("common").resolve("scripts");
        if (!Files.isDirectory(scripts)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(scripts, PATCH_DEPTH)) {
            return files.anyMatch(
                    file -> PATCH.matcher(file.getFileName().toString()).matches());
        }
    }

    /** The folders of part families; the vendor's installer omits families that the user did not choose. */
    private static DoctorFinding parts(Path vivado) {
        Path parts = installation(vivado).resolve("data").resolve("parts").resolve("xilinx");
        if (!Files.isDirectory(parts)) {
            return DoctorFinding.note(
                    "parts",
                    "unknown: there is no " + parts,
                    "synthesis may find its part missing",
                    "run `get_parts` in Vivado");
        }
        List<String> missing = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (Map.Entry<String, String> family :
                List.of(Map.entry("zynq", "Zynq-7000"), Map.entry("zynquplus", "Zynq UltraScale+"))) {
            (Files.isDirectory(parts.resolve(family.getKey())) ? there : missing).add(family.getValue());
        }
        if (missing.isEmpty()) {
            return DoctorFinding.ok("parts", String.join(", ", there));
        }
        return DoctorFinding.note(
                "parts",
                (there.isEmpty() ? "neither family of our boards" : String.join(", ", there)),
                "no bitstream for " + String.join(", ", missing),
                "add the family with Vivado's installer (Add Design Tools or Devices)");
    }

    /** Without a license, the tools run in the free tier. Only the license server knows which parts a license unlocks. */
    private DoctorFinding license() {
        for (String variable : List.of("XILINXD_LICENSE_FILE", "LM_LICENSE_FILE")) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                return DoctorFinding.ok("license", variable + " is set");
            }
        }
        return DoctorFinding.note(
                "license",
                "none named in the environment: the free tier, unless one was installed by the license manager",
                "the free tier leaves out large parts, among them those of zc706 and zcu102",
                "name a license in XILINXD_LICENSE_FILE, or choose a smaller board");
    }

    /** The folder that contains the tool's bin, after resolving links. */
    private static Path installation(Path tool) {
        Path bin = real(tool).getParent();
        return bin.getParent() == null ? bin : bin.getParent();
    }

    private static Path real(Path tool) {
        try {
            return tool.toRealPath();
        } catch (IOException e) {
            return tool.toAbsolutePath();
        }
    }
}
