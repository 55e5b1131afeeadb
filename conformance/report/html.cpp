#include "conformance/report/html.hpp"

#include <algorithm>
#include <array>
#include <iomanip>
#include <sstream>

#include "conformance/report/conclusion.hpp"
#include "conformance/report/escaped_text.hpp"
#include "conformance/report/page_text.hpp"
#include "conformance/report/repeat_command.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr std::size_t text_limit = 16'384;
constexpr std::size_t transcript_limit = 70'000;
constexpr std::size_t all_transcripts_limit = 8'388'608;

/// Base64, as the page's policy names a digest.
std::string base64(const Sha256Bytes& bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = (group << 8U) | (i + k < bytes.size() ? bytes[i + k] : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k > bytes.size() ? '=' : digits[(group >> (18 - 6 * k)) & 63U];
    }
  }
  return text;
}

std::string digest_source(std::string_view text) {
  Sha256 digest;
  digest.update(text);
  return "'sha256-" + base64(digest.finish()) + "'";
}

/// Text of a backend or about it, set apart from the page's own direction of writing.
std::string said(std::string_view text) {
  return "<bdi class=\"said\">" + markup_text(text) + "</bdi>";
}

std::string pre(std::string_view text) {
  // The parser drops a line feed right after the tag.
  return "<pre tabindex=\"0\">\n" + markup_text(bounded(text, text_limit)) + "</pre>";
}

std::string title_of(const RunResult& run) {
  return run.backend.name + (run.backend.version.empty() ? "" : " " + run.backend.version);
}

const char* symbol(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "✓";
    case Outcome::fail:
    case Outcome::crash:
    case Outcome::hang:
      return "✗";
    case Outcome::kit_error:
      return "!";
    case Outcome::not_covered:
    case Outcome::not_selected:
    case Outcome::not_applicable:
      break;
  }
  return "–";
}

const Verdict* verdict_on(const RunResult& run, const std::string& id) {
  const auto verdict = std::find_if(run.verdicts.begin(), run.verdicts.end(),
                                    [&](const Verdict& one) { return one.id == id; });
  return verdict == run.verdicts.end() ? nullptr : &*verdict;
}

class PageWriter {
 public:
  PageWriter(std::span<const PageRun> runs, const Register& requirements)
      : runs_(runs), requirements_(requirements) {}

  std::string page() {
    write_head();
    write_overview();
    for (const PageRun& run : runs_) write_faults(run.result);
    out_ << "<h2 id=\"requirements\">Requirements</h2>\n";
    write_filters();
    write_matrix();
    out_ << "</main>\n<script>" << page_script() << "</script>\n</body>\n</html>\n";
    return out_.str();
  }

 private:
  void write_head() {
    out_ << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         << digest_source(page_style()) << "; script-src " << digest_source(page_script())
         << "; base-uri 'none'; form-action 'none'\">\n"
         << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         << "<title>Conformance:";
    const char* separator = " ";
    for (const PageRun& run : runs_) {
      out_ << separator << markup_text(one_line(title_of(run.result)));
      separator = ", ";
    }
    out_ << "</title>\n<style>" << page_style() << "</style>\n</head>\n<body>\n"
         << "<a class=\"skip\" href=\"#requirements\">Skip to the requirements</a>\n<main>\n"
         << "<h1>Conformance to the WP Codebox runtime contract</h1>\n";
  }

  template <class Cell>
  void overview_row(std::string_view title, Cell cell) {
    out_ << "<tr><th scope=\"row\">" << title << "</th>";
    for (const PageRun& run : runs_) out_ << "<td>" << cell(run.result) << "</td>";
    out_ << "</tr>\n";
  }

  void write_overview() {
    out_ << "<div class=\"scroll\"><table class=\"overview\" id=\"overview\">\n"
         << "<caption>What was judged, and what it came to</caption>\n<thead><tr>"
         << "<th scope=\"col\">Backend</th>";
    for (const PageRun& run : runs_) {
      out_ << "<th scope=\"col\">" << said(title_of(run.result)) << "</th>";
    }
    out_ << "</tr></thead>\n<tbody>\n";
    overview_row("Verdict", [](const RunResult& run) {
      const std::string state(json::enum_text(run.conformance));
      return "<p class=\"" + state + "\">" + markup_text(conclusion(run)) + "</p>" +
             (run.interrupted ? "<p class=\"incomplete\">This run is " +
                                    markup_text(incompleteness(run)) + ".</p>"
                              : "") +
             "<p class=\"small\">" + markup_text(remark_on_recommendations(run)) + "</p>";
    });
    overview_row("Attached as", [](const RunResult& run) {
      return said(run.attachment) + (run.mutant ? ", mutant " + said(*run.mutant) : "");
    });
    overview_row("Kind", [](const RunResult& run) { return said(run.backend.kind.text()); });
    overview_row("Capabilities", [](const RunResult& run) {
      std::string text;
      for (const BackendCapability& capability : run.backend.capabilities) {
        text += (text.empty() ? "" : ", ") + said(capability.text());
      }
      return text.empty() ? "none" : text;
    });
    overview_row("Requirement set", [](const RunResult& run) {
      return std::to_string(static_cast<long>(run.requirementSet.count)) + " of contract " +
             markup_text(run.contractVersion) + ", set " +
             markup_text(run.requirementSet.digest.substr(0, 12)) + ", kit " +
             markup_text(run.kitVersion);
    });
    overview_row("Run", [](const RunResult& run) {
      std::ostringstream text;
      text << plural(run.cases.size(), "case") << " in " << std::fixed << std::setprecision(1)
           << run.durationMs / 1000 << " s";
      if (!run.startedAt.empty()) text << ", begun " << markup_text(run.startedAt);
      for (const std::string& filter : run.filters) text << "<br>only " << said(filter);
      return text.str();
    });
    for (const Outcome outcome : outcomes()) {
      overview_row(json::enum_text(outcome), [outcome](const RunResult& run) {
        return std::to_string(
            std::count_if(run.verdicts.begin(), run.verdicts.end(),
                          [&](const Verdict& verdict) { return verdict.outcome == outcome; }));
      });
    }
    out_ << "</tbody></table></div>\n";
  }

  /// Faults that no requirement shows.
  void write_faults(const RunResult& run) {
    const std::vector<const CaseResult*> homeless = homeless_faults(run);
    const std::vector<std::string> known = known_failure_faults(run);
    if (homeless.empty() && known.empty() && run.endFaults.empty()) return;
    out_ << "<h2>Beside the requirements: " << said(title_of(run)) << "</h2>\n";
    for (const std::string& fault : run.endFaults) {
      out_ << "<p>The end of the backend's program:</p>" << pre(fault) << "\n";
    }
    for (const std::string& fault : known) {
      out_ << "<p>Out of date: " << said(fault) << "</p>\n";
    }
    for (const CaseResult* fault : homeless) {
      out_ << "<p>Kit error in the case " << said(fault->name) << "</p>";
      write_findings(*fault);
    }
  }

  static std::vector<Outcome> outcomes() {
    std::vector<Outcome> all;
    for (std::size_t i = json::enum_texts<Outcome>.size(); i-- > 0;) {
      all.push_back(static_cast<Outcome>(i));
    }
    return all;
  }

  void write_choice(const char* title, const char* name, std::span<const std::string_view> values) {
    out_ << "<label>" << title << "<br><select name=\"" << name
         << "\"><option value=\"\">all</option>";
    for (const std::string_view value : values) out_ << "<option>" << value << "</option>";
    out_ << "</select></label>\n";
  }

  void write_filters() {
    out_ << "<noscript><p>Without scripts all rows are shown and nothing is filtered.</p>"
            "</noscript>\n<form id=\"filters\" aria-label=\"Filters of the matrix\" hidden>\n"
            "<div>\n<label>Search in ids, texts, cases and findings<br>"
            "<input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n";
    write_choice("Level", "level", json::enum_texts<Level>);
    write_choice("Profile", "profile", json::enum_texts<Profile>);
    if (runs_.size() > 1) {
      out_ << "<label><input type=\"checkbox\" name=\"differing\"> only where the backends "
              "differ</label>\n";
    }
    out_ << "<button type=\"reset\">Show all</button>\n</div>\n"
         << "<fieldset><legend>Outcome (none chosen: all)</legend>\n";
    for (const Outcome outcome : outcomes()) {
      const std::string_view word = json::enum_text(outcome);
      out_ << "<label><input type=\"checkbox\" name=\"outcome\" value=\"" << word << "\"> " << word
           << "</label>\n";
    }
    out_ << "</fieldset>\n</form>\n<p id=\"shown\" role=\"status\" aria-live=\"polite\">"
         << plural(requirements_.requirements().size(), "requirement") << "</p>\n";
  }

  void write_matrix() {
    out_ << "<table class=\"matrix\" id=\"matrix\">\n"
         << "<caption>Every requirement and how it came out</caption>\n<thead><tr>"
         << "<th scope=\"col\">Id</th><th scope=\"col\">Level</th><th scope=\"col\">Profile</th>"
         << "<th scope=\"col\">Requirement</th>";
    for (const PageRun& run : runs_) {
      out_ << "<th scope=\"col\">";
      if (runs_.size() == 1) {
        out_ << "Outcome</th>";
        continue;
      }
      const RunResult& result = run.result;
      // It stays on the screen, so it is kept short.
      constexpr std::size_t limit = 80;
      out_ << said(bounded(title_of(result), limit)) << " <span class=\"small\">as "
           << said(bounded(result.attachment, limit));
      if (result.mutant) out_ << ", mutant " << said(bounded(*result.mutant, limit));
      out_ << "</span></th>";
    }
    out_ << "</tr></thead>\n<tbody>\n";
    for (const Requirement& row : requirements_.requirements()) write_row(row);
    out_ << "</tbody></table>\n";
  }

  void write_row(const Requirement& row) {
    out_ << "<tr id=\"" << row.id << "\" data-level=\"" << json::enum_text(row.level)
         << "\" data-profile=\"" << json::enum_text(row.profile) << "\" data-outcomes=\"";
    const char* separator = "";
    for (const PageRun& run : runs_) {
      const Verdict* verdict = verdict_on(run.result, row.id);
      out_ << separator << (verdict == nullptr ? "unknown" : json::enum_text(verdict->outcome));
      separator = " ";
    }
    out_ << "\"><th scope=\"row\"><a href=\"#" << row.id << "\">" << row.id << "</a></th><td>"
         << json::enum_text(row.level) << "</td><td>" << json::enum_text(row.profile)
         << "</td><td class=\"text\">" << markup_text(row.text);
    if (!row.capability.empty()) {
      out_ << " <span class=\"small\">(needs " << markup_text(row.capability) << ")</span>";
    }
    out_ << "</td>";
    for (const PageRun& run : runs_) write_outcome(run, row.id);
    out_ << "</tr>\n";
  }

  void write_outcome(const PageRun& run, const std::string& id) {
    const Verdict* verdict = verdict_on(run.result, id);
    if (verdict == nullptr) {
      out_ << "<td class=\"outcome\">not in this run's register</td>";
      return;
    }
    const std::string_view word = json::enum_text(verdict->outcome);
    out_ << "<td class=\"outcome " << word << "\"><span aria-hidden=\"true\">"
         << symbol(verdict->outcome) << "</span> <span class=\"word\">" << word << "</span>";
    if (verdict->capability) {
      out_ << "<br><span class=\"small\">does not declare " << said(*verdict->capability)
           << "</span>";
    }
    if (const KnownFailureVerdict* known = excuse_of(run.result, *verdict)) {
      out_ << "<br><span class=\"small\">" << said(excuse_text(*known)) << "</span>";
    }
    write_cases(run, *verdict);
    out_ << "</td>";
  }

  void write_cases(const PageRun& run, const Verdict& verdict) {
    std::vector<const CaseResult*> cases;
    std::size_t findings = 0;
    for (const CaseResult& result : run.result.cases) {
      const auto& ids = result.requirements;
      if (std::find(ids.begin(), ids.end(), verdict.id) == ids.end()) continue;
      cases.push_back(&result);
      findings += result.findings.size();
    }
    if (cases.empty()) return;
    std::string summary = plural(cases.size(), "case");
    if (findings > 0) summary += ", " + plural(findings, "finding");
    // With the name of the row the summaries differ for who hears them one after the other; who
    // sees them sees the row.
    out_ << "<details><summary aria-label=\"" << summary << " of " << verdict.id << "\">" << summary
         << "</summary>\n";
    for (const CaseResult* result : cases) {
      out_ << "<p>" << said(result->name) << ": " << json::enum_text(result->outcome) << ", "
           << plural(static_cast<std::size_t>(result->assertions), "assertion") << ", "
           << static_cast<long>(result->durationMs) << " ms</p>\n";
      write_findings(*result);
      write_transcript(run, *result);
    }
    if (is_finding(verdict.outcome) || verdict.outcome == Outcome::kit_error) {
      out_ << "<p>Repeat:</p>" << pre(repeat_command(run.result, verdict.id));
    }
    out_ << "</details>";
  }

  void write_findings(const CaseResult& result) {
    for (const Finding& finding : result.findings) {
      out_ << "<dl><dt>" << said(finding.what);
      if (!finding.file.empty()) {
        out_ << " <span class=\"small\">" << markup_text(finding.file) << ":"
             << static_cast<long>(finding.line) << "</span>";
      }
      out_ << "</dt><dd>expected" << pre(finding.expected) << "</dd><dd>got" << pre(finding.got)
           << "</dd></dl>\n";
    }
  }

  void write_transcript(const PageRun& run, const CaseResult& result) {
    const auto transcript = run.transcripts.find(result.name);
    if (transcript == run.transcripts.end()) return;
    const std::string text = bounded_end(transcript->second, transcript_limit);
    if (transcript_bytes_ + text.size() > all_transcripts_limit) {
      out_ << "<p class=\"small\">Its transcript (" << transcript->second.size()
           << " bytes) did not fit in this page.</p>\n";
      return;
    }
    transcript_bytes_ += text.size();
    out_ << "<details class=\"transcript\"><summary>Transcript of " << said(result.name)
         << "</summary><pre tabindex=\"0\">\n"
         << markup_text(text) << "</pre></details>\n";
  }

  std::span<const PageRun> runs_;
  const Register& requirements_;
  std::ostringstream out_;
  std::size_t transcript_bytes_ = 0;
};

}  // namespace

std::string html_report(std::span<const PageRun> runs, const Register& requirements) {
  return PageWriter(runs, requirements).page();
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
