package dev.guildline.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The edges between modules and, inside core, between packages. What is allowed is listed here; the rest is not. */
class ArchitectureTest {
    private static final JavaClasses GUILDLINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.guildline");

    private static final String CORE = "dev.guildline.core";
    private static final String ADAPTER = "dev.guildline.adapter.";
    private static final String SANDBOX = "dev.guildline.sandbox..";
    private static final String APP = "dev.guildline.app..";

    /** What an adapter shows to its users. Everything else in it is package-private, so that it may change. */
    private static final Map<String, Set<String>> SHOWN = Map.of(
            "discord", Set.of("DiscordAdapter", "DiscordConfig", "SwitchedDiscord"),
            "twilio",
                    Set.of(
                            "TwilioContactCenter",
                            "TwilioConfig",
                            "TwilioWebhooks",
                            "TwilioProvisioning",
                            "ProvisioningReport"),
            "http", Set.of("ApiToken", "HttpAdapter", "HttpConfig", "Metrics", "MetricsPage", "OperationsApi"),
            "persistence", Set.of("JdbcStores", "PersistenceConfig"),
            "knowledge", Set.of("FolderKnowledgeBase", "KnowledgeConfig", "KnowledgeEvaluation", "KnowledgeTransfer"),
            "languagemodel", Set.of("LanguageModelAgent", "LanguageModelConfig"));

    /** The one object of a library that an embedder already owns, and the one method that takes it. */
    private static final Set<String> TAKES_THE_EMBEDDERS_OWN =
            Set.of("DiscordAdapter.attachTo", "JdbcStores.on", "HttpAdapter.mountOn");

    /** What each package of core may know of the others, besides the JDK. */
    private static final Map<String, Set<String>> CORE_PACKAGES = corePackages();

    private static Map<String, Set<String>> corePackages() {
        Map<String, Set<String>> may = new TreeMap<>();
        may.put("id", Set.of());
        may.put("error", Set.of());
        may.put("participant", Set.of("id"));
        may.put("message", Set.of("id", "participant"));
        may.put("knowledge", Set.of("id"));
        may.put("admission", Set.of("id"));
        may.put("casework", Set.of("id", "participant", "message"));
        may.put("conversation", Set.of("id", "participant", "message", "casework"));
        may.put("relay", Set.of("id", "error", "message", "conversation"));
        Set<String> domain = Set.copyOf(may.keySet());
        for (String port : List.of("assistant", "casework", "channel", "contactcenter", "knowledge")) {
            may.put("port." + port, domain);
        }
        may.put("port.health", Set.of());
        may.put("port.webhook", Set.of());
        may.put("port.store", and(domain, "port.casework"));
        may.put("usecase", and(domain, "port.health"));
        Set<String> ports =
                may.keySet().stream().filter(name -> name.startsWith("port.")).collect(Collectors.toSet());
        may.put("memory", and(domain, ports.toArray(String[]::new)));
        return may;
    }

    private static Set<String> and(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> a_package_of_core_knows_only_what_it_may() {
        return CORE_PACKAGES.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String[] allowed = Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream())
                            .map(name -> CORE + "." + name)
                            .toArray(String[]::new);
                    classes()
                            .that()
                            .resideInAPackage(CORE + "." + entry.getKey())
                            .should()
                            .onlyDependOnClassesThat(
                                    resideInAnyPackage(allowed).or(not(resideInAPackage("dev.guildline.."))))
                            .check(GUILDLINE);
                }));
    }

    @Test
    void every_package_of_core_has_its_place_in_the_table() {
        Set<String> there = GUILDLINE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(CORE + "."))
                .map(name -> name.substring(CORE.length() + 1))
                .filter(name -> !name.equals("internal") && !name.equals("port"))
                .collect(Collectors.toSet());
        assertThat(CORE_PACKAGES.keySet()).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void core_depends_on_the_jdk_only() {
        classes()
                .that()
                .resideInAPackage(CORE + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE + "..", "java..", "org.jspecify.."))
                .check(GUILDLINE);
    }

    @Test
    void nobody_reaches_into_core_but_its_door() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CORE + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(CORE + ".internal.."))
                .check(GUILDLINE);
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat(resideInAPackage(CORE + ".internal..").and(not(assembly())))
                .check(GUILDLINE);
    }

    @TestFactory
    Stream<DynamicTest> an_adapter_knows_core_and_itself() {
        return SHOWN.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> classes()
                                .that()
                                .resideInAPackage(ADAPTER + name + "..")
                                .should()
                                .onlyDependOnClassesThat(resideInAnyPackage(ADAPTER + name + "..", CORE + "..")
                                        .or(not(resideInAPackage("dev.guildline.."))))
                                .check(GUILDLINE)));
    }

    @Test
    void the_sandbox_knows_nothing_of_ours() {
        classes()
                .that()
                .resideInAPackage(SANDBOX)
                .should()
                .onlyDependOnClassesThat(resideInAPackage(SANDBOX).or(not(resideInAPackage("dev.guildline.."))))
                .allowEmptyShould(true)
                .check(GUILDLINE);
    }

    @Test
    void nobody_knows_the_app() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .dependOnClassesThat(resideInAPackage(APP))
                .check(GUILDLINE);
    }

    @TestFactory
    Stream<DynamicTest> an_adapter_shows_only_what_it_must() {
        return SHOWN.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(topLevel(ADAPTER + entry.getKey())
                                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                                        .map(JavaClass::getSimpleName))
                                .isSubsetOf(entry.getValue())));
    }

    @Test
    void what_adapters_show_speaks_of_no_library() {
        List<String> leaks = SHOWN.keySet().stream()
                .flatMap(name -> topLevel(ADAPTER + name))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(unit ->
                        !TAKES_THE_EMBEDDERS_OWN.contains(unit.getOwner().getSimpleName() + "." + unit.getName()))
                .filter(ArchitectureTest::speaksOfLibrary)
                .map(JavaCodeUnit::getFullName)
                .toList();
        assertThat(leaks).isEmpty();
    }

    private static boolean speaksOfLibrary(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(type -> !type.isPrimitive())
                .map(JavaClass::getPackageName)
                .anyMatch(name -> !name.startsWith("java.") && !name.startsWith("dev.guildline."));
    }

    @Test
    void no_package_is_split_between_modules() {
        Map<String, Set<String>> homes = new TreeMap<>();
        GUILDLINE.forEach(type -> homes.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                .add(home(type)));
        assertThat(homes).allSatisfy((name, where) -> assertThat(where).as(name).hasSize(1));
    }

    /** The directory or jar that a class lies in. */
    private static String home(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString();
        return uri.substring(0, uri.length() - type.getName().length() - ".class".length());
    }

    @Test
    void libraries_never_end_the_process() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(GUILDLINE);
    }

    @Test
    void libraries_do_nothing_when_the_process_ends() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .and()
                // A process that ends while the native runtime loads a model would crash: it is waited for.
                .doNotHaveFullyQualifiedName("dev.guildline.adapter.knowledge.Embeddings")
                .should()
                .callMethod(Runtime.class, "addShutdownHook", Thread.class)
                .check(GUILDLINE);
    }

    @Test
    void names_say_what_a_thing_is() {
        List<String> empty = List.of("Util", "Utils", "Manager", "Helper", "Impl");
        assertThat(GUILDLINE.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name ->
                                name.startsWith("Abstract") || empty.stream().anyMatch(name::endsWith)))
                .isEmpty();
    }

    private static Stream<JavaClass> topLevel(String root) {
        return GUILDLINE.stream()
                .filter(type -> type.isTopLevelClass()
                        && (type.getPackageName().equals(root)
                                || type.getPackageName().startsWith(root + ".")));
    }

    private static DescribedPredicate<JavaClass> assembly() {
        return DescribedPredicate.describe(
                "Assembly",
                type -> Arrays.stream(type.getName().split("\\$"))
                        .findFirst()
                        .orElseThrow()
                        .equals(CORE + ".internal.Assembly"));
    }
}
