//! `zhiquan init`: the first entry. It makes the master key where none is, the tables, and one-time invitations for the
//! three administrators 三员 whom the platform lacks.

use std::process::ExitCode;

use hall::clock::Clocks;
use hall::config::Config;
use hall::secrets::MasterKey;

use super::{CommandFault, print_whole, say};
use crate::app::{App, BuildFault};

pub(super) async fn run(config: Config) -> Result<ExitCode, CommandFault> {
    let key = &config.secrets.master_key;
    if !key.as_os_str().is_empty() && !key.exists() {
        MasterKey::create(key).map_err(BuildFault::from)?;
        say(&format!(
            "已生成主密钥 {0}，请另行妥善保管副本：遗失后加密内容无法恢复。\n\
             The master key was made: {0}. Keep a copy apart; without it nothing that is sealed can be read again.",
            key.display()
        ));
    }
    let app = App::build(config, Clocks::of_the_machine()).await?;
    let invited = app.accounts.first_entry().await?;
    app.sealer.seal_all().await.map_err(CommandFault::Database)?;
    app.database.clone().close().await?;
    if invited.is_empty() {
        say("三名管理员均已就位。The three administrators are in place.");
        return Ok(ExitCode::SUCCESS);
    }
    say("一次性邀请码，七日内有效，请分别交给三人。One-time codes, good for seven days: each for another person.");
    let lines: String = invited.iter().map(|one| format!("{} {}  {}\n", one.role, one.role.zh(), *one.code)).collect();
    print_whole(&lines)?;
    say("以 POST /api/v1/invitations/accept 接受邀请。They are accepted with POST /api/v1/invitations/accept.");
    Ok(ExitCode::SUCCESS)
}
